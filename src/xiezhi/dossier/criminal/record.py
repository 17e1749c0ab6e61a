"""Puts the fields of a criminal judgment together in the shape of the gold records."""

from __future__ import annotations

import re
from datetime import date

from xiezhi.dossier.charge_table import NamedCharge, find_charges
from xiezhi.dossier.criminal import circumstances, conduct, lower
from xiezhi.dossier.criminal.accusation import ROLE, Accused, read_accusation, read_names
from xiezhi.dossier.criminal.articles import read_articles
from xiezhi.dossier.criminal.custody import Custody, read_custody
from xiezhi.dossier.criminal.opening import Opening, read_opening
from xiezhi.dossier.criminal.parties import PartyBlock, owners, read_blocks
from xiezhi.dossier.criminal.people import Hearing, People
from xiezhi.dossier.criminal.priors import Prior, read_priors
from xiezhi.dossier.criminal.proposal import Proposal, read_proposals, to_found
from xiezhi.dossier.dates import PATTERN, find_dates
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import JSON, Anchors, Found, Record
from xiezhi.dossier.zones import Sentence, Zone, in_zone, sentences

_BORN = re.compile(rf"(?:出生日期|出生于|生于|出生)[：:]?(?=(?:{PATTERN}))")
_BORN_AFTER = re.compile(r"\s*(?:出生|生(?![产活意效于])|生于)")
_CIVIL_SUIT = re.compile(r"附带民事")
_CHANGED = re.compile(r"变更起诉|变更公诉")
_ADDED = re.compile(r"追加起诉|补充起诉|追加被告")
_NAMED_IN_BODY = re.compile(rf"{ROLE}(?=[^，。；：\s]{{2,4}})")


def read_criminal(judgment: Judgment, id_: JSON, line: int | None) -> Record:
    """Read a criminal judgment; what the text does not say is None."""
    opening = read_opening(judgment)
    body = sentences(judgment.text, opening.body_start)
    accused, every, blocks = _accused(judgment, opening)
    people = People(accused, judgment.text)
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
        "defendants": _defendants(
            judgment, people, blocks, body, every, anchors, lower.is_review(judgment, opening)
        ),
        "articles": None,
        "illegal_gains_order": None,
        "operative_part": False,
        "articles_indictment": _articles(body, anchors),
        "title_charges": _title_charges(judgment, opening, every, anchors),
        "lower": lower.read_lower(judgment, opening, body, anchors)
        if lower.is_review(judgment, opening)
        else None,
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


def _accused(
    judgment: Judgment, opening: Opening
) -> tuple[list[Accused], list[NamedCharge], list[PartyBlock]]:
    """Defendants in the order of the indictment; the party block fills in who the sentence leaves out."""
    limit = opening.accusation_organ if opening.accusation else opening.body_start
    listed, blocks = read_blocks(
        judgment, opening.parties_start, max(limit, opening.parties_start)
    )
    charged: list[Accused] = []
    every: list[NamedCharge] = []
    if opening.accusation is not None:
        start = opening.accusation
        role = re.compile(rf"(?:{ROLE})$").search(judgment.text[:start])
        charged, every = read_accusation(judgment, role.start() if role else start)
        charged, every = _amended(judgment, opening, charged, every)
    names = {person.name for person in charged}
    for person in listed:
        if person.name not in names and not charged:
            person.charges = list(every)
    if not charged:
        charged = listed or _named_in_body(judgment, opening, every)
    elif len(listed) == len(charged) and not names & {person.name for person in listed}:
        for person, twin in zip(listed, charged, strict=True):
            person.charges = twin.charges
        charged = listed
    elif len(listed) > len(charged):
        charged += [person for person in listed if person.name not in names]
    return charged, every, blocks


def _amended(
    judgment: Judgment, opening: Opening, charged: list[Accused], every: list[NamedCharge]
) -> tuple[list[Accused], list[NamedCharge]]:
    """A changed indictment replaces the charges, an additional one adds to them."""
    for match in re.finditer(
        f"{_CHANGED.pattern}|{_ADDED.pattern}", judgment.text[: opening.body_start]
    ):
        start = re.compile(rf"{ROLE}").search(judgment.text, match.end(), match.end() + 80)
        people, charges = read_accusation(judgment, start.start()) if start else ([], [])
        if not charges:
            continue
        replace = bool(_CHANGED.match(match.group()))
        for person in people:
            known = next((p for p in charged if p.name == person.name), None)
            if known is None:
                charged.append(person)
            else:
                known.charges = (
                    person.charges
                    if replace
                    else known.charges
                    + [c for c in person.charges if c.name not in {k.name for k in known.charges}]
                )
        every = charges if replace and len(charged) == len(people) else every + charges
    return charged, every


def _named_in_body(
    judgment: Judgment, opening: Opening, every: list[NamedCharge]
) -> list[Accused]:
    """Last resort: names that follow 被告人 in the body, each once."""
    found: list[Accused] = []
    for match in _NAMED_IN_BODY.finditer(judgment.text, opening.parties_start):
        stop = re.compile(
            r"[，。；：（(]|的|在|于|对|因|与|系|到|犯|无|及|辩|均|当|向|经|和|将|以"
            r"|伙|驾|持|为|是|用|从|有|又|也"
        ).search(judgment.text, match.end() + 2)
        for person in read_names(
            judgment, match.start(), stop.start() if stop else match.end() + 3
        ):
            if len(person.name) <= 4 and person.name not in {p.name for p in found}:
                person.charges = list(every)
                found.append(person)
    return found[:60]


def _defendants(
    judgment: Judgment,
    people: People,
    blocks: list[PartyBlock],
    body: list[Sentence],
    every: list[NamedCharge],
    anchors: Anchors,
    review: bool,
) -> list[JSON]:
    spoken = [s for s in body if s.zone is not Zone.HEADER]
    custody = read_custody(judgment, people, blocks, body)
    priors = read_priors(judgment, people, blocks, spoken)
    born = _births(judgment, people, blocks, spoken)
    proposals = read_proposals(Hearing(people, body))
    hearing = Hearing(people, spoken)
    recidivism = circumstances.read_recidivism(hearing)
    surrender = circumstances.read_surrender(hearing)
    merit = circumstances.read_merit(hearing)
    results = lower.read_results(judgment, people, spoken) if review else [None] * len(people)
    records: list[JSON] = []
    for index, person in enumerate(people.accused):
        path = f"defendants[{index}]"
        anchors.spans[f"{path}.name"] = (person.start, person.end)
        result = results[index]
        if result:
            anchors.spans[f"{path}.lower_result"] = (result.start, result.end)
        record: dict[str, JSON] = {"name": person.name, "kind": person.kind}
        record |= _history(born[index], priors[index], custody[index], anchors, path)
        record |= dict.fromkeys(
            (
                "charges",
                "principal_penalty",
                "term_months",
                "probation_months",
                "fine_yuan",
                "deprivation_of_rights_months",
            )
        )
        for key, verdict in (
            ("recidivist", recidivism[index]),
            ("voluntary_surrender", surrender[index]),
            ("meritorious", merit[index]),
        ):
            record[key] = verdict[0]
            if verdict[1]:
                anchors.spans[f"{path}.{key}"] = verdict[1]
        record |= _accusation(person, proposals[index], every, anchors, path)
        record["lower_result"] = lower.result_json(result) if result else None
        records.append(record)
    return records


def _history(
    born: Found[date] | None, priors: list[Prior], custody: Custody, anchors: Anchors, path: str
) -> dict[str, JSON]:
    return {
        "born_on": anchors.put_date(f"{path}.born_on", born),
        "priors": [
            prior.to_json(anchors, f"{path}.priors[{n}]") for n, prior in enumerate(priors)
        ],
        "detained_on": anchors.put_date(f"{path}.detained_on", custody.detained),
        "arrested_on": anchors.put_date(f"{path}.arrested_on", custody.arrested),
        "bailed_on": anchors.put_date(f"{path}.bailed_on", custody.bailed),
    }


def _accusation(
    person: Accused,
    proposal: Proposal | None,
    every: list[NamedCharge],
    anchors: Anchors,
    path: str,
) -> dict[str, JSON]:
    charges = person.charges or (every if not person.charges else [])
    for place, charge in enumerate(charges):
        anchors.spans[f"{path}.charges_indicted[{place}]"] = (charge.start, charge.end)
    proposed = to_found(proposal, person.kind == "unit") if proposal else None
    names: list[JSON] = [charge.name for charge in charges]
    return {
        "charges_indicted": names or None,
        "proposed": anchors.put(f"{path}.proposed", proposed),
    }


def _births(
    judgment: Judgment, people: People, blocks: list[PartyBlock], body: list[Sentence]
) -> list[Found[date] | None]:
    """Date of birth from the party block, else from 户籍 evidence naming the person."""
    found: list[Found[date] | None] = [None] * len(people)
    for index, block in owners(people.accused, blocks):
        found[index] = found[index] or _birth(judgment.text, block.start, block.end)
    for sentence in in_zone(body, Zone.EVIDENCE, Zone.FINDING):
        if "出生" not in sentence.text and "生于" not in sentence.text:
            continue
        mentions = people.mentions(sentence.text)
        for place, (_, high, who) in enumerate(mentions):
            stop = (
                mentions[place + 1][0]
                if place + 1 < len(mentions)
                else min(len(sentence.text), high + 60)
            )
            birth = _birth(judgment.text, sentence.start + high, sentence.start + stop)
            for index in who:
                found[index] = found[index] or birth
    return found


def _birth(text: str, start: int, end: int) -> Found[date] | None:
    for mention in find_dates(text, start, end):
        if mention.on and (
            _BORN_AFTER.match(text, mention.end)
            or _BORN.search(text, max(start, mention.start - 6), mention.end + 1)
        ):
            return Found(mention.on, mention.start, mention.end)
    return None


def _articles(body: list[Sentence], anchors: Anchors) -> JSON:
    cited = read_articles(in_zone(body, Zone.PROSECUTION))
    for place, article in enumerate(cited):
        anchors.put(f"articles_indictment[{place}]", article)
    return [article.value for article in cited] or None


def _title_charges(
    judgment: Judgment, opening: Opening, every: list[NamedCharge], anchors: Anchors
) -> JSON:
    """Charges of the title that are not (members of) a charge prosecuted: a hint of the conviction, not a fact."""
    prosecuted = {(charge.charge.article, charge.charge.name) for charge in every if charge.charge}
    named = [c for c in find_charges(judgment.text, 0, opening.title_end) if c.charge]
    other = [c for c in named if c.charge and (c.charge.article, c.charge.name) not in prosecuted]
    if not other or not every:
        return None
    for place, charge in enumerate(other):
        anchors.spans[f"title_charges[{place}]"] = (charge.start, charge.end)
    return list(dict.fromkeys(charge.name for charge in other))  # type: ignore[arg-type]
