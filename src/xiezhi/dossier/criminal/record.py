"""Puts the fields of a criminal judgment together in the shape of the gold records."""

from __future__ import annotations

import re

from xiezhi.dossier.charge_table import NamedCharge, find_charges
from xiezhi.dossier.criminal import conduct, lower
from xiezhi.dossier.criminal.articles import read_articles
from xiezhi.dossier.criminal.defendant_records import defendant_records, read_told
from xiezhi.dossier.criminal.defendants import read_defendants
from xiezhi.dossier.criminal.opening import Opening, read_opening
from xiezhi.dossier.criminal.people import People
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import JSON, Anchors, Found, Record
from xiezhi.dossier.zones import Sentence, Zone, in_zone, sentences

_CIVIL_SUIT = re.compile(r"附带民事")


def read_criminal(judgment: Judgment, id_: JSON, line: int | None) -> Record:
    """Read a criminal judgment; what the text does not say is None."""
    opening = read_opening(judgment)
    body = sentences(judgment.text, opening.body_start)
    accused, every, blocks = read_defendants(judgment, opening)
    people = People(accused, judgment.text)
    review = lower.is_review(judgment, opening)
    told = read_told(judgment, people, blocks, body, review=review)
    anchors = Anchors()
    plea, basis = conduct.read_plea(judgment)
    number = conduct.read_indictment_number(judgment, opening)
    fields: dict[str, JSON] = {
        "id": id_,
        "line": line,
        "case_no": anchors.put("case_no", opening.case_no),
        "court": anchors.put("court", opening.court),
        "procuratorate": anchors.put(
            "procuratorate", conduct.read_procuratorate(judgment, opening)
        ),
        "indictment_no": anchors.put("indictment_no", number),
        "instance": anchors.put("instance", opening.instance),
        "procedure": anchors.put("procedure", conduct.read_procedure(judgment, opening)),
        "judged_on": None,
        "indicted_on": anchors.put_date(
            "indicted_on", conduct.read_indicted_on(judgment, opening)
        ),
        "plea_leniency": plea,
        "plea_basis": anchors.put("plea_basis", basis),
        "defendants": defendant_records(accused, told, every, anchors),
        "articles": None,
        "illegal_gains_order": None,
        "operative_part": False,
        "articles_indictment": _articles(body, anchors),
        "title_charges": _title_charges(judgment, opening, every, anchors),
        "lower": lower.read_lower(judgment, opening, body, anchors) if review else None,
        "note": None,
    }
    _add_occasional(fields, judgment, opening, anchors)
    return Record("criminal", fields, anchors.spans)


def _add_occasional(
    fields: dict[str, JSON], judgment: Judgment, opening: Opening, anchors: Anchors
) -> None:
    """Keys that stand in a record only when they are true of it."""
    suit = _CIVIL_SUIT.search(judgment.text, 0, opening.body_start + 200)
    if suit:
        fields["civil_suit"] = anchors.put("civil_suit", Found(True, *suit.span()))
    if remand := lower.is_remanded(judgment, opening):
        fields["remand"] = anchors.put("remand", remand)
    if opening.instance and opening.instance.value == "second":
        organ = lower.appellate_procuratorate(judgment, opening)
        fields["appellate_procuratorate"] = anchors.put("appellate_procuratorate", organ)


def _articles(body: list[Sentence], anchors: Anchors) -> JSON:
    cited = read_articles(in_zone(body, Zone.PROSECUTION))
    for place, article in enumerate(cited):
        anchors.put(f"articles_indictment[{place}]", article)
    return [article.value for article in cited] or None


def _title_charges(
    judgment: Judgment, opening: Opening, every: list[NamedCharge], anchors: Anchors
) -> JSON:
    """Charges of the title that are not (members of) a charge prosecuted: a hint of the
    conviction, not a fact.
    """
    prosecuted = {(charge.charge.article, charge.charge.name) for charge in every if charge.charge}
    named = [c for c in find_charges(judgment.text, 0, opening.title_end) if c.charge]
    other = [c for c in named if c.charge and (c.charge.article, c.charge.name) not in prosecuted]
    if not other or not every:
        return None
    for place, charge in enumerate(other):
        anchors.spans[f"title_charges[{place}]"] = (charge.start, charge.end)
    return list(dict.fromkeys(charge.name for charge in other))
