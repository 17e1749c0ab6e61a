"""Breaches and decoys planted in the certificates and allowances of disabled persons."""

from collections.abc import Mapping
from typing import Any

from xiezhi.city.planting import Planter
from xiezhi.city.residents import Resident

ALLOWANCE = "public_interest.disability_allowance_wrong"
CARE, LIVING = "重度残疾人护理补贴", "困难残疾人生活补贴"


def plant_all(planter: Planter) -> None:
    """Plant every breach with its decoys."""
    for _ in range(40):
        person = planter.registry.resident()
        _certify(planter, person, {})
        _pay(planter, person, CARE, (1, 2, 3))
    for plant in (_certificates, _payments):
        plant(planter)


def _certify(planter: Planter, person: Resident, more: Mapping[str, Any]) -> None:
    lawful = {"category": "肢体", "grade": "二级", "issued_on": 2400, "until_on": -1200}
    planter.file("disability_certificate", person, **lawful | more)


def _pay(
    planter: Planter, person: Resident, kind: str, months: tuple[int, ...], **more: Any
) -> None:
    for back in months:
        planter.file("allowance_payment", person, kind=kind, paid_for=planter.month(back),
                     amount_yuan=120, **more)  # fmt: skip


def _certificates(planter: Planter) -> None:
    for note, certificates, listed, died, decoy in (
        ("在册残疾人没有残疾人证", (), {"from_on": 300}, None, False),
        ("死亡三个月，残疾人证没有注销", ({},), None, 92, False),
        ("残疾人证到期二百日没有换发", ({"until_on": 200},), None, None, False),
        ("死亡二十日，正在注销", ({},), None, 20, True),
        ("到期以后已经换发", ({"until_on": 200}, {"issued_on": 190}), None, None, True),
        ("没有证，已经退出名册", (), {"from_on": 900, "until_on": 60}, None, True),
        ("到期六十日，正在换发", ({"until_on": 60},), None, None, True),
    ):
        person = planter.person(ALLOWANCE, note, decoy=decoy)
        for more in certificates:
            _certify(planter, person, more)
        if listed:
            planter.file("hardship_register", person, kind="残疾人", unit_name="云江区残联",
                         **listed)  # fmt: skip
        if died:
            planter.file("death_record", person, died_on=died, source="卫健")


def _payments(planter: Planter) -> None:
    months = (1, 2, 3)
    for note, kind, cancelled, died, returned, decoy in (
        ("证已注销，仍发护理补贴", CARE, 300, None, None, False),
        ("死亡以后仍发生活补贴", LIVING, 185, 190, None, False),
        ("证已注销，多发的已经追回", CARE, 300, None, 20, True),
        ("持有效证领取生活补贴", LIVING, None, None, None, True),
    ):
        person = planter.person(ALLOWANCE, note, decoy=decoy)
        _certify(planter, person, {"cancelled_on": cancelled})
        _pay(planter, person, kind, months, returned_on=returned)
        if died:
            planter.file("death_record", person, died_on=died, source="民政殡葬")
