"""The defendants of a judgment, each as the gold records have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xiezhi.dossier.charge_table import NamedCharge
from xiezhi.dossier.criminal import circumstances, lower
from xiezhi.dossier.criminal.accusation import Accused
from xiezhi.dossier.criminal.births import read_births
from xiezhi.dossier.criminal.conviction import Prior
from xiezhi.dossier.criminal.custody import Custody, read_custody
from xiezhi.dossier.criminal.parties import PartyBlock
from xiezhi.dossier.criminal.people import Hearing, People
from xiezhi.dossier.criminal.priors import read_priors
from xiezhi.dossier.criminal.proposal import Proposal, read_proposals, to_found
from xiezhi.dossier.judgment import Judgment
from xiezhi.dossier.spans import JSON, Anchors, Found
from xiezhi.dossier.zones import Sentence, Zone

# What only the order of the judgment itself could tell, which is not read.
_OF_THE_ORDER = (
    "charges",
    "principal_penalty",
    "term_months",
    "probation_months",
    "fine_yuan",
    "deprivation_of_rights_months",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a judgment tells of its defendants, each list in their order."""

    born: list[Found[date] | None]
    priors: list[list[Prior]]
    custody: list[Custody]
    verdicts: dict[str, list[circumstances.Verdict]]
    proposals: list[Proposal | None]
    results: list[lower.Result | None]


def read_told(
    judgment: Judgment,
    people: People,
    blocks: list[PartyBlock],
    body: list[Sentence],
    *,
    review: bool,
) -> Told:
    """Read everything told of the defendants; the order below only on ``review``."""
    spoken = [s for s in body if s.zone is not Zone.HEADER]
    hearing = Hearing(people, spoken)
    return Told(
        born=read_births(judgment, people, blocks, spoken),
        priors=read_priors(judgment, people, blocks, spoken),
        custody=read_custody(judgment, people, blocks, body),
        verdicts={
            "recidivist": circumstances.read_recidivism(hearing),
            "voluntary_surrender": circumstances.read_surrender(hearing),
            "meritorious": circumstances.read_merit(hearing),
        },
        proposals=read_proposals(Hearing(people, body)),
        results=lower.read_results(people, spoken) if review else [None] * len(people),
    )


def defendant_records(
    accused: list[Accused], told: Told, every: list[NamedCharge], anchors: Anchors
) -> list[JSON]:
    """One record each; ``every`` are the charges of the indictment, for whom none is named."""
    return [_record(index, person, told, every, anchors) for index, person in enumerate(accused)]


def _record(
    index: int, person: Accused, told: Told, every: list[NamedCharge], anchors: Anchors
) -> JSON:
    path = f"defendants[{index}]"
    anchors.spans[f"{path}.name"] = (person.start, person.end)
    result = told.results[index]
    if result:
        anchors.spans[f"{path}.lower_result"] = (result.start, result.end)
    record: dict[str, JSON] = {"name": person.name, "kind": person.kind}
    record |= _history(told.born[index], told.priors[index], told.custody[index], anchors, path)
    record |= dict.fromkeys(_OF_THE_ORDER)
    for key, verdicts in told.verdicts.items():
        record[key], place = verdicts[index]
        if place:
            anchors.spans[f"{path}.{key}"] = place
    record |= _accusation(person, told.proposals[index], every, anchors, path)
    record["lower_result"] = lower.result_json(result) if result else None
    return record


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
