"""Puts the fields of a private-loan judgment together in the shape of the gold records."""

from __future__ import annotations

import re

from xiezhi.dossier.civil.appearance import read_absence
from xiezhi.dossier.civil.interest import read_interest
from xiezhi.dossier.civil.loan_dates import read_loan_dates
from xiezhi.dossier.civil.parties import Parties, read_parties
from xiezhi.dossier.civil.principal import read_principal
from xiezhi.dossier.civil.surety import read_guarantors
from xiezhi.dossier.civil.transfer import read_iou, read_transfer
from xiezhi.dossier.civil.voices import parts
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.numerals import plain
from xiezhi.dossier.spans import JSON, Anchors, Found, Record

_ASSIGNED = re.compile(
    r"债权转让|转让(?:了)?(?:上述|该|本案|其|全部)?债权|债权[^，。；]{0,12}转让"
)


def read_loan(judgment: Judgment, id_: JSON, line: int | None) -> Record:
    """Read a private-loan judgment; what the text does not say is None."""
    parties = read_parties(judgment)
    said = parts(judgment.text, parties.head_end)
    anchors = Anchors()
    principal = read_principal(said)
    loan_on, iou_on, delivered_on = read_loan_dates(said)
    absent, who, place = read_absence(parties, said)
    if place:
        anchors.put("defendant_absent", place)
    assigned = _ASSIGNED.search(judgment.text)
    if assigned:
        anchors.put("assignment", Found(True, *assigned.span()))
    iou = read_iou(judgment.text)
    if iou.value:
        anchors.put("iou", iou)
    amount = anchors.put("principal_yuan", principal)
    fields: dict[str, JSON] = {
        "id": id_,
        "line": line,
        "plaintiffs": _names("plaintiffs", parties.plaintiffs, anchors),
        "defendants": _names("defendants", parties.defendants, anchors),
        "agents": _agents(parties, anchors),
        "loan_on": anchors.put_date("loan_on", loan_on),
        "principal_yuan": plain(amount) if amount is not None else None,
        "monthly_interest_pct": anchors.put("monthly_interest_pct", read_interest(said, amount)),
        "iou": iou.value,
        "transfer": anchors.put("transfer", read_transfer(parties, said)),
        "defendant_absent": absent if said and parties.defendants else None,
        "guarantors": _names("guarantors", read_guarantors(parties, said), anchors),
        "judgment": None,
        "assignment": bool(assigned),
        "absent_defendants": _names("absent_defendants", who, anchors),
        "iou_on": anchors.put_date("iou_on", iou_on),
        "delivered_on": anchors.put_date("delivered_on", delivered_on),
        "note": None,
    }
    return Record("civil_loan", fields, anchors.spans)


def _names(key: str, found: list[Found[str]], anchors: Anchors) -> list[JSON]:
    return [anchors.put(f"{key}[{place}]", name) for place, name in enumerate(found)]


def _agents(parties: Parties, anchors: Anchors) -> list[JSON]:
    records: list[JSON] = []
    for place, agent in enumerate(parties.agents):
        path = f"agents[{place}]"
        records.append(
            {
                "name": anchors.put(f"{path}.name", agent.name),
                "firm": anchors.put(f"{path}.firm", agent.firm),
                "for": agent.side,
            }
        )
    return records
