"""Breaches and decoys planted in civil suits: loans, false suits, insurance, injuries."""

from datetime import timedelta
from typing import Any

from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

SERIAL = "civil.serial_false_litigation"
RING = "civil.litigation_ring"
BORROWED = "civil.borrowed_identity_loan"
BACKPAY = "civil.backpay_by_confirmed_labour"
LABOUR = "civil.false_labour_claim_in_bankruptcy"
INJURY = "civil.injury_appraisal_ring"
VEHICLE = "civil.vehicle_claim_ring"
UPFRONT = "civil.upfront_interest"
LOAN = "民间借贷纠纷"


def plant_all(planter: Planter) -> None:
    """Plant every breach found in civil suits, with its decoys."""
    for plant in (_serial, _rings, _borrowed, _backpay, _labour, _injuries, _vehicles, _upfront):
        plant(planter)


def _case(planter: Planter, plaintiff: Resident | None, defendant: Resident, filed: int,
          **more: Any) -> str:  # fmt: skip
    """A suit heard and judged in the ordinary way, filed so many days before today."""
    number = planter.number("（{year}）云9901民初{serial}号")
    lawful = {
        "case_number": number, "court": "云州市云江区人民法院", "cause": LOAN, "instance": "一审",
        "procedure": "普通", "filed_on": planter.ago(filed), "closed_on": planter.ago(filed - 90),
        "outcome": "判决", "absent": False, "announced": False, "amount_yuan": 80000,
        "evidence_kind": "合同",
    }  # fmt: skip
    planter.enter("civil_case", **lawful | more)
    if plaintiff:
        planter.enter("civil_party", plaintiff, case_number=number, role="原告", party_no=1)
    planter.enter("civil_party", defendant, case_number=number, role="被告", party_no=1)
    return number


def _serial(planter: Planter) -> None:
    for _ in range(20):
        _case(planter, planter.registry.resident(), planter.registry.resident(), 200)
    odd = {"absent": True, "evidence_kind": "欠条"}
    for note, cases, more, decoy in (
        ("一年起诉十二件，多为缺席、只凭欠条", 12, odd, False),
        ("一年起诉十一件，多为调解、速结", 11, {"outcome": "调解", "closed_on": None}, False),
        ("十二件，没有异常特征", 12, {}, True),
        ("特征俱全，只有七件", 7, odd, True),
    ):
        plaintiff = planter.person(SERIAL, note, decoy=decoy)
        for index in range(cases):
            filed = 130 + index * 18
            given = more | {"closed_on": planter.ago(filed - 6)} if "closed_on" in more else more
            _case(planter, plaintiff, planter.registry.resident(), filed, **given)


def _rings(planter: Planter) -> None:
    mutual = ((0, 1), (1, 2), (2, 0), (0, 2), (1, 0))
    for note, pairs, people, decoy in (
        ("三人互为原被告五件", mutual, 3, False),
        ("四人互诉六件", ((0, 1), (1, 2), (2, 3), (3, 0), (1, 0), (2, 1)), 4, False),
        ("三人互诉，只有三件", mutual[:3], 3, True),
        ("一人诉六人，没有互为原被告", tuple((0, k) for k in range(1, 7)), 7, True),
    ):
        members = [planter.registry.resident() for _ in range(people)]
        keys = tuple(member.identity_number for member in members)
        planter.books.plant(RING, keys, note, decoy=decoy)
        for index, (one, other) in enumerate(pairs):
            _case(planter, members[one], members[other], 150 + index * 25)


def _borrowed(planter: Planter) -> None:
    for note, kind, absent, left, decoy in (
        ("低保对象缺席的金融借款", "低保对象", True, None, False),
        ("在校学生缺席的金融借款", "在校学生", True, None, False),
        ("起诉前已退出低保", "低保对象", True, 400, True),
        ("低保对象到庭应诉", "低保对象", False, None, True),
    ):
        person = planter.person(BORROWED, note, decoy=decoy)
        _case(planter, None, person, 180, cause="金融借款合同纠纷", absent=absent)
        planter.enter("hardship_register", person, kind=kind, from_on=planter.ago(900),
                      until_on=None if left is None else planter.ago(left),
                      unit_name=f"{person.district}民政局")  # fmt: skip


def _backpay(planter: Planter) -> None:
    shared = planter.firm()
    for note, firm, months, outcome, elsewhere, decoy in (
        ("同一单位批量补缴之一", shared, 190, "调解", False, False),
        ("同一单位批量补缴之二", shared, 200, "调解", False, False),
        ("同一单位批量补缴之三", shared, 210, "调解", False, False),
        ("补缴期间另在别处参保", planter.firm(), 188, "调解", True, False),
        ("只补缴三十个月", planter.firm(), 30, "调解", True, True),
        ("到庭审理后判决确认", planter.firm(), 190, "判决", True, True),
        ("调解确认，仅此一人，未在别处参保", planter.firm(), 190, "调解", False, True),
    ):
        person = planter.person(BACKPAY, note, decoy=decoy)
        basis = _case(planter, person, planter.registry.resident(), 240, cause="确认劳动关系纠纷",
                      outcome=outcome)  # fmt: skip
        until = planter.ago(300)
        from_on = until - timedelta(days=round(months * 30.4))
        planter.enter("insurance_backpay", person, credit_code=firm, unit_name="云州纺织厂",
                      from_on=from_on, until_on=until, months=months, paid_on=planter.ago(120),
                      amount_yuan=months * 700, basis_number=basis)  # fmt: skip
        if elsewhere:
            planter.enter("social_insurance", person, kind="职工养老", unit_name="望海运输公司",
                          credit_code=planter.firm(), from_on=from_on,
                          until_on=from_on + timedelta(days=600))  # fmt: skip


def _labour(planter: Planter) -> None:
    debtor, case = planter.firm(), planter.number("（{year}）云99破{serial}号")
    for index, (note, kind, proof, insured, decoy) in enumerate((
        ("四十万元工资只凭欠条", "职工债权", "欠条", False, False),
        ("同日起诉的又一笔欠条工资", "职工债权", "欠条", False, False),
        ("有参保记录的职工", "职工债权", "欠条", True, True),
        ("有考勤与工资表", "职工债权", "考勤工资表", False, True),
        ("普通债权", "普通债权", "欠条", False, True),
    ), 1):  # fmt: skip
        person = planter.person(LABOUR, note, f"{index:03d}", decoy=decoy)
        planter.enter("bankruptcy_claim", person, case_number=case, claim_no=f"{index:03d}",
                      debtor_credit_code=debtor, accepted_on=planter.ago(100), kind=kind,
                      claimed_yuan=400000 + index * 1000, sued_on=planter.ago(190),
                      evidence_kind=proof)  # fmt: skip
        if insured:
            planter.enter("social_insurance", person, kind="职工养老", unit_name="云州电子厂",
                          credit_code=debtor, from_on=planter.ago(1500))  # fmt: skip


def _injuries(planter: Planter) -> None:
    for agent, appraisers, objected, note, decoy in (
        ("云代041", ("云鉴07",), True, "六件伤残鉴定出自一人", False),
        ("云代052", ("云鉴11",), True, "又一名代理人集中于一人", False),
        ("云代063", ("云鉴07", "云鉴11", "云鉴15"), True, "分散于三名鉴定人", True),
        ("云代074", ("云鉴19",), False, "集中而保险公司没有异议", True),
    ):
        planter.books.plant(INJURY, (agent,), note, decoy=decoy)
        for index in range(6):
            planter.enter("injury_appraisal", planter.registry.resident(), kind="伤残",
                          appraisal_number=planter.number("云正司鉴〔{year}〕伤残{serial}号"),
                          grade="十级", injured_on=planter.ago(400 + index * 9), agent=agent,
                          appraised_on=planter.ago(200 + index * 9), institution="云正司法鉴定所",
                          appraiser=appraisers[index % len(appraisers)],
                          insurer_objected=objected and index < 3)  # fmt: skip


def _vehicles(planter: Planter) -> None:
    for note, owned, surveyed, decoy in (
        ("修理厂与评估所搭配，非车主领款", False, False, False),
        ("又一组修理厂与评估所", False, False, False),
        ("均由车主领款", True, False, True),
        ("均经保险公司定损", False, True, True),
    ):
        repair, appraisal = planter.firm(), planter.firm()
        planter.books.plant(VEHICLE, (repair,), note, decoy=decoy)
        for index in range(6):
            owner = planter.registry.resident()
            payee = owner if owned else planter.registry.resident()
            planter.enter("insurance_claim", claim_number=planter.number("YZ{year}{serial}"),
                          insurer="云州财产保险公司", owner_identity_number=owner.identity_number,
                          claimant_identity_number=payee.identity_number, surveyed=surveyed,
                          accident_on=planter.ago(300 + index * 20), repair_credit_code=repair,
                          appraisal_credit_code=appraisal, claimed_yuan=30000 + index * 500,
                          case_number=planter.number("（{year}）云9902民初{serial}号")
                          )  # fmt: skip


def _upfront(planter: Planter) -> None:
    for note, given, transfer, decoy in (
        ("十万元本金只交付九万", 90000, "转账", False),
        ("十万元本金扣除首期利息", 94000, "转账", False),
        ("足额交付", 100000, "转账", True),
        ("部分现金交付", 60000, "混合", True),
    ):
        number = planter.number("（{year}）云9901民初{serial}号")
        lender = planter.person(UPFRONT, note, number, decoy=decoy)
        planter.enter("civil_loan_judgment", judgment_id=number, case_number=number,
                      judged_on=planter.ago(120), outcome="判决", loan_on=planter.ago(500),
                      principal_yuan=100000, transferred_yuan=given, monthly_interest_pct=1.0,
                      supported_monthly_pct=1.0, transfer=transfer)  # fmt: skip
        for role, person in (("原告", lender), ("被告", planter.registry.resident())):
            planter.enter("civil_loan_party", person, judgment_id=number, role=role, party_no=1)
