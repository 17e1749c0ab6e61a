"""Breaches and decoys planted in company posts, licences, permits and penalties."""

from typing import Any

from xiezhi.city.planting import Planter

POST = "administrative.disqualified_company_post"
DRUGS = "administrative.drug_user_licence_not_cancelled"
FOOD = "administrative.food_crime_still_in_trade"
LICENCE = "administrative.licence_not_revoked"
PENALTY = "administrative.penalty_enforcement_late"
AGAIN = "administrative.food_licence_revoked_again_in_trade"


def plant_all(planter: Planter) -> None:
    """Plant every breach of administration, with its decoys."""
    for plant in (_posts, _drugs, _food, _licences, _penalties, _again):
        plant(planter)


def _posts(planter: Planter) -> None:
    for note, charge, ended, left, decoy in (
        ("职务侵占刑满一年任法定代表人", "职务侵占罪", 365, None, False),
        ("合同诈骗刑满三年任董事", "合同诈骗罪", 1100, None, False),
        ("刑满已逾六年", "职务侵占罪", 2200, None, True),
        ("判决后已经辞任", "挪用资金罪", 365, 700, True),
        ("盗窃罪不在类罪之内", "盗窃罪", 365, None, True),
    ):
        person = planter.person(POST, note, decoy=decoy)
        planter.sentence(person, ended + 400, "有期徒刑", charge=charge, term_months=14,
                         ends_on=planter.ago(ended))  # fmt: skip
        planter.enter("firm_post", person, credit_code=planter.firm(), firm_name="云州实业公司",
                      post="董事" if "董事" in note else "法定代表人", from_on=planter.ago(2500),
                      until_on=None if left is None else planter.ago(left))  # fmt: skip


def _drugs(planter: Planter) -> None:
    for note, kind, ended, status, decoy in (
        ("强制隔离戒毒，驾驶证正常", "强制隔离戒毒", None, "正常", False),
        ("社区戒毒，驾驶证正常", "社区戒毒", None, "正常", False),
        ("驾驶证已经注销", "强制隔离戒毒", None, "注销", True),
        ("戒毒已经解除", "社区戒毒", 20, "正常", True),
    ):
        person = planter.person(DRUGS, note, decoy=decoy)
        planter.enter("drug_treatment", person, kind=kind, decided_on=planter.ago(200),
                      start_on=planter.ago(200), end_on=planter.ago(-500),
                      ended_on=None if ended is None else planter.ago(ended))  # fmt: skip
        planter.enter("driving_licence", person, status=status, issued_on=planter.ago(3000))


def _food(planter: Planter) -> None:
    toxic = "销售有毒、有害食品罪"
    for note, charge, penalty, status, decoy in (
        ("有毒有害食品罪犯仍持食品许可", toxic, "有期徒刑", "有效", False),
        (
            "又一名食品罪犯持小餐饮登记",
            "生产、销售不符合安全标准的食品罪",
            "有期徒刑",
            "有效",
            False,
        ),
        ("许可已经吊销", toxic, "有期徒刑", "吊销", True),
        ("单处罚金，不在有期徒刑以上", toxic, "罚金", "有效", True),
    ):
        person = planter.person(FOOD, note, decoy=decoy)
        planter.sentence(person, 300, penalty, charge=charge, ends_on=planter.ago(60))
        planter.enter("permit", kind="小餐饮登记" if "小餐饮" in note else "食品经营许可",
                      permit_number=planter.number("JY{year}{serial}"), status=status,
                      identity_number=person.identity_number, holder=f"{person.name}小吃店",
                      from_on=planter.ago(900), until_on=planter.ago(-800))  # fmt: skip


def _licences(planter: Planter) -> None:
    for note, status, issued, decoy in (
        ("醉驾判刑后驾驶证正常", "正常", 3000, False),
        ("醉驾判刑后只是暂扣", "暂扣", 2000, False),
        ("驾驶证已经吊销", "吊销", 3000, True),
        ("吊销后重新取得", "正常", 30, True),
    ):
        person = planter.person(LICENCE, note, decoy=decoy)
        planter.sentence(person, 2100 if issued == 30 else 150, "拘役", charge="危险驾驶罪",
                         term_months=2)  # fmt: skip
        revoked_on = planter.ago(120) if status == "吊销" else None
        planter.enter("driving_licence", person, status=status, issued_on=planter.ago(issued),
                      revoked_on=revoked_on)  # fmt: skip


def _penalties(planter: Planter) -> None:
    for note, served, more, decoy in (
        ("期满后没有申请强制执行", 400, {}, False),
        ("法院受理五十日没有裁定", 300, {"applied_on": 52, "received_on": 50}, False),
        ("正在起诉期内", 100, {}, True),
        ("当事人已经起诉", 400, {"contested": True}, True),
        ("批准分期，尚未到期", 400, {"instalment_until_on": -30}, True),
    ):
        number = planter.number("云市监罚〔{year}〕{serial}号")
        given: dict[str, Any] = {
            key: planter.ago(value) if key.endswith("_on") else value
            for key, value in more.items()
        }
        planter.books.plant(PENALTY, (number,), note, decoy=decoy)
        planter.enter("penalty_enforcement", planter.registry.resident(), fine_yuan=20000,
                      decision_number=number, agency="云州市市场监督管理局", paid_yuan=0,
                      served_on=planter.ago(served),
                      **{"contested": False} | given)  # fmt: skip


def _again(planter: Planter) -> None:
    for note, punished, kind, cause, permitted, more, decoy in (
        ("吊销一年后又取得食品许可", 700, "吊销", "经营腐败变质的食品", 300, {}, False),
        ("吊销次月即办小餐饮登记", 400, "罚款并吊销", "餐饮使用超期原料", 365, {}, False),
        ("吊销已满五年", 2000, "吊销", "经营腐败变质的食品", 100, {}, True),
        ("没有吊销，只是罚款", 400, "罚款", "经营超过保质期的食品", 365, {}, True),
        ("新许可已经注销", 700, "吊销", "经营腐败变质的食品", 300, {"status": "已注销"}, True),
    ):
        number = planter.number("云市监罚〔{year}〕{serial}号")
        person = planter.person(AGAIN, note, number, decoy=decoy)
        planter.file("administrative_penalty", person, decision_number=number, cause=cause,
                     kind=kind, agency="云州市市场监督管理局", agency_kind="市场监管",
                     illegal_on=punished + 20, decided_on=punished)  # fmt: skip
        permit = {"kind": "小餐饮备案" if "小餐饮" in note else "食品经营许可证", "status": "正常"}
        planter.file("permit", permit_number=planter.number("JY9901{serial}"), until_on=-900,
                     identity_number=person.identity_number, holder=f"{person.name}饭店",
                     from_on=permitted, **permit | more)  # fmt: skip
