"""Records of the dossier room (the keys of the gold files) into rows of the canonical tables.

``null`` in a record means that the text is silent and stays null here. Every row keeps
anchors: field path → the characters of the text it was read from.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xiezhi.screening.hits import Anchor

Record = Mapping[str, Any]
Spans = Mapping[str, Sequence[int]]
_YEAR = re.compile(r"[（(〔\[]\s*(\d{4})\s*[）)〕\]]")


@dataclass(frozen=True)
class ExtractedRow:
    """One row for a canonical table, as a mapping of column to value, with its anchors."""

    table: str
    values: Mapping[str, object]
    anchors: tuple[Anchor, ...]


def rows_of(record: Record, text_id: str, spans: Spans | None = None) -> tuple[ExtractedRow, ...]:
    """Rows of a criminal or a civil-loan record. ``text_id`` names the text and the judgment."""
    make = _Maker(text_id, spans or {})
    if "plaintiffs" in record:
        return tuple(_civil(record, make))
    return tuple(_criminal(record, make))


@dataclass(frozen=True)
class _Maker:
    text_id: str
    spans: Spans

    def row(self, table: str, prefix: str, /, **values: object) -> ExtractedRow:
        """A row whose anchors are the spans at or below a path."""
        anchors = tuple(
            Anchor(path, self.text_id, int(span[0]), int(span[1]))
            for path, span in sorted(self.spans.items())
            if _under(path, prefix)
        )
        return ExtractedRow(table, {"judgment_id": self.text_id, **values}, anchors)


def _under(path: str, prefix: str) -> bool:
    """Whether a span path belongs to a row. The empty prefix: top-level fields only."""
    plain = path.replace("[", ".").replace("]", "")
    if not prefix:
        return "." not in plain
    return plain == prefix or plain.startswith(f"{prefix}.")


def _criminal(record: Record, make: _Maker) -> Iterator[ExtractedRow]:
    case_number = record.get("case_no")
    year = _YEAR.search(case_number) if case_number else None
    yield make.row(
        "judgment",
        "",
        case_number=case_number,
        case_year=int(year[1]) if year else None,
        court=record.get("court"),
        procuratorate=record.get("procuratorate"),
        indictment_number=record.get("indictment_no"),
        instance=record.get("instance"),
        procedure=record.get("procedure"),
        indicted_on=record.get("indicted_on"),
        judged_on=record.get("judged_on"),
        plea_leniency=record.get("plea_leniency"),
    )
    for article in dict.fromkeys(record.get("articles_indictment") or ()):
        yield make.row("judgment_article", "articles_indictment", article=article)
    for number, defendant in enumerate(record.get("defendants") or (), start=1):
        yield from _defendant(defendant, number, f"defendants.{number - 1}", make)


def _defendant(defendant: Record, number: int, path: str, make: _Maker) -> Iterator[ExtractedRow]:
    same = ("name", "kind", "born_on", "detained_on", "arrested_on", "bailed_on")
    found = ("recidivist", "voluntary_surrender", "meritorious")
    yield make.row(
        "judgment_defendant",
        path,
        defendant_no=number,
        **{name: defendant.get(name) for name in (*same, *found)},
    )
    for stage, key in (("indicted", "charges_indicted"), ("convicted", "charges")):
        for charge in dict.fromkeys(defendant.get(key) or ()):
            where = f"{path}.{key}"
            yield make.row(
                "judgment_charge", where, defendant_no=number, stage=stage, charge=charge
            )
    for at, prior in enumerate(defendant.get("priors") or ()):
        yield make.row(
            "prior_conviction",
            f"{path}.priors.{at}",
            defendant_no=number,
            prior_no=at + 1,
            charge=prior.get("charge"),
            sentence_months=prior.get("sentence_months"),
            probation_months=_whole(prior.get("probation_months")),
            judged_on=prior.get("judged_on"),
            released_on=prior.get("released_on"),
        )
    if proposed := defendant.get("proposed"):
        yield _proposal(proposed, number, f"{path}.proposed", make)


def _proposal(proposed: Record, number: int, path: str, make: _Maker) -> ExtractedRow:
    fine, probation = proposed.get("fine"), proposed.get("probation")
    return make.row(
        "sentence_proposal",
        path,
        defendant_no=number,
        penalty=proposed.get("penalty"),
        term_months_min=proposed.get("term_months_min"),
        term_months_max=proposed.get("term_months_max"),
        probation_proposed=None if probation is None else bool(probation),
        probation_months=_whole(probation),
        fine_proposed=None if fine is None else fine is True or not isinstance(fine, bool),
        fine_yuan=_whole(fine),
    )


def _civil(record: Record, make: _Maker) -> Iterator[ExtractedRow]:
    same = (
        "loan_on", "principal_yuan", "monthly_interest_pct", "iou", "transfer",
        "defendant_absent", "assignment",
    )  # fmt: skip
    values = {name: record.get(name) for name in same}
    yield make.row("civil_loan_judgment", "", case_number=record.get("case_no"), **values)
    for role, key in (
        ("plaintiff", "plaintiffs"),
        ("defendant", "defendants"),
        ("guarantor", "guarantors"),
    ):
        for at, name in enumerate(record.get(key) or ()):
            where = f"{key}.{at}"
            yield make.row("civil_loan_party", where, role=role, party_no=at + 1, name=name)
    for at, agent in enumerate(record.get("agents") or ()):
        yield make.row(
            "civil_loan_party",
            f"agents.{at}",
            role="agent",
            party_no=at + 1,
            name=agent.get("name"),
            firm=agent.get("firm"),
            acts_for=agent.get("for"),
        )


def _whole(value: object) -> object:
    """A number as it is; true and false (said, without a figure) are no number."""
    return None if isinstance(value, bool) else value
