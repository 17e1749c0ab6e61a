"""Breaches and decoys planted in the enforcement of civil judgments: lists, endings, auctions."""

from typing import Any

from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

DEAD = "civil.deceased_debtor_listed"
LISTED = "civil.listing_not_removed"
ENDED = "civil.termination_with_property"
CLOSED = "civil.deregistered_with_debts"
AUCTION = "civil.auction_against_rules"
COURT = "云州市云江区人民法院"


def plant_all(planter: Planter) -> None:
    """Plant every breach of enforcement, with its decoys."""
    for plant in (_dead, _listed, _ended, _closed, _auctions):
        plant(planter)


def _number(planter: Planter) -> str:
    return planter.number("（{year}）云9901执{serial}号")


def _list(planter: Planter, person: Resident, listed: int, case: str = "", **more: Any) -> None:
    given = {
        "case_number": case or _number(planter), "kind": "失信被执行人", "court": COURT,
        "listed_on": planter.ago(listed), "ground": "有能力拒不履行",
    }  # fmt: skip
    planter.enter("debtor_listing", person, **given | more)


def _dead(planter: Planter) -> None:
    for note, listed, died, removed, decoy in (
        ("死亡后才纳入失信", 200, 260, None, False),
        ("死亡半年没有移出", 400, 190, None, False),
        ("死亡后已经移出", 400, 190, 170, True),
        ("死亡一个月，正在办理", 400, 30, None, True),
    ):
        person = planter.person(DEAD, note, decoy=decoy)
        _list(
            planter, person, listed, removed_on=None if removed is None else planter.ago(removed)
        )
        planter.enter("death_record", person, died_on=planter.ago(died), source="民政殡葬")
    namesake = planter.registry.resident()
    planter.enter("death_record", namesake, died_on=planter.ago(300), source="公安")
    _list(planter, planter.person(DEAD, "与死者同名", decoy=True, name=namesake.name), 200)


def _enforce(planter: Planter, case: str, person: Resident | None, **more: Any) -> None:
    given = {
        "case_number": case, "court": COURT, "kind": "民事", "filed_on": planter.ago(500),
        "amount_yuan": 120000, "received_yuan": 0,
    }  # fmt: skip
    planter.enter("enforcement_case", person, **given | more)


def _listed(planter: Planter) -> None:
    for _ in range(20):
        _list(planter, planter.registry.resident(), planter.draw.randint(60, 500))
    for note, closed, removed, resumed, decoy in (
        ("执行完毕一百日仍在名单", 100, None, None, False),
        ("执行完毕次日移出", 100, 99, None, True),
        ("执行完毕后又恢复执行", 100, None, 50, True),
    ):
        person, case = planter.person(LISTED, note, decoy=decoy), _number(planter)
        _list(planter, person, 300, case, removed_on=None if removed is None else planter.ago(removed))  # fmt: skip  # noqa: E501
        _enforce(planter, case, person, closed_on=planter.ago(closed), close_kind="执行完毕",
                 received_yuan=120000,
                 resumed_on=None if resumed is None else planter.ago(resumed))  # fmt: skip
    _list(planter, planter.person(LISTED, "失信期满没有删除"), 800)
    unrestricted = planter.person(LISTED, "终本而没有限制消费")
    _terminate(planter, unrestricted, restricted=False)


def _terminate(planter: Planter, person: Resident, **more: Any) -> None:
    given = {
        "case_number": _number(planter), "court": COURT, "terminated_on": planter.ago(400),
        "searched_on": planter.ago(60), "unpaid_yuan": 80000, "property_found": False,
        "restricted": True,
    }  # fmt: skip
    planter.enter("enforcement_termination", person, **given | more)


def _ended(planter: Planter) -> None:
    _terminate(planter, planter.person(ENDED, "终本时已查明财产"), property_found=True)
    _terminate(planter, planter.person(ENDED, "十个月没有查控"), searched_on=planter.ago(300))
    for note, acquired, resumed, decoy in (
        ("终本后购车没有恢复执行", 150, None, False),
        ("购车后已经恢复执行", 150, 120, True),
        ("车辆在终本以前取得，已查控", 900, None, True),
    ):
        person = planter.person(ENDED, note, decoy=decoy)
        _terminate(planter, person, resumed_on=None if resumed is None else planter.ago(resumed))
        planter.enter("registered_asset", person, kind="车辆", acquired_on=planter.ago(acquired),
                      asset_number=planter.number("云A{serial}"), value_yuan=90000)  # fmt: skip


def _closed(planter: Planter) -> None:
    for note, simple, promised, close_kind, decoy in (
        ("简易注销时案件仍在执行", True, True, None, False),
        ("承诺无债务，终本案件未履行", False, True, "终结本次执行程序", False),
        ("注销前已经执行完毕", True, True, "执行完毕", True),
        ("普通注销，没有作无债务承诺", False, False, None, True),
    ):
        firm = planter.firm()
        planter.books.plant(CLOSED, (firm,), note, decoy=decoy)
        planter.enter("firm_deregistration", credit_code=firm, firm_name="云州商贸有限公司",
                      simple=simple, promised_no_debt=promised,
                      deregistered_on=planter.ago(100))  # fmt: skip
        _enforce(planter, _number(planter), None, credit_code=firm, name="云州商贸有限公司",
                 received_yuan=120000 if close_kind == "执行完毕" else 0, close_kind=close_kind,
                 closed_on=planter.ago(200) if close_kind else None)  # fmt: skip


def _auctions(planter: Planter) -> None:
    for note, reserve, cancelled, shown, decoy in (
        ("保留价低于抵押债权", 500000, None, True, False),
        ("没有公示占有使用现状", 900000, None, False, False),
        ("保留价高于优先债权与费用", 900000, None, True, True),
        ("抵押在开拍前已注销", 500000, 200, True, True),
    ):
        asset = planter.number("云（{year}）不动产权第{serial}号")
        planter.books.plant(AUCTION, (asset,), note, decoy=decoy)
        planter.enter("judicial_auction", case_number=_number(planter), asset_number=asset,
                      object="住宅一套", court=COURT, round="一拍", reserve_yuan=reserve,
                      costs_yuan=20000, started_on=planter.ago(90), occupancy_shown=shown,
                      burden_shown=True)  # fmt: skip
        planter.enter("mortgage", certificate_number=planter.number("云抵〔{year}〕{serial}"),
                      asset_number=asset, secured_yuan=700000, registered_on=planter.ago(1200),
                      cancelled_on=None if cancelled is None else planter.ago(cancelled))  # fmt: skip  # noqa: E501
