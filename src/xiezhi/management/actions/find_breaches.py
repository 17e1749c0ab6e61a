"""Look at how proceedings were conducted and note what the rules of conduct find.

A proceeding is looked at again when something was recorded in it since, or when the day has come
on which time alone may bring a breach; so a night costs what the day changed.
"""

from datetime import date

from xiezhi.casework.selectors.deeds import Recorded, deeds_of, recorded
from xiezhi.law import national
from xiezhi.management.actions.note_finding import Noted, note_finding
from xiezhi.management.actions.receivers import Place
from xiezhi.management.conduct import Breach, look
from xiezhi.management.models import Finding, Watched
from xiezhi.management.rules import conduct_rules, rules

SAVED_AT_ONCE = 500


def find_breaches(on: date) -> list[Finding]:
    """Note every new breach of conduct as of a day; return the new findings."""
    of_procedure = conduct_rules()
    known = {
        row[0]: row[1:] for row in Watched.objects.values_list("proceeding", "seq", "again_on")
    }
    found: list[Finding | None] = []
    looked: list[Watched] = []
    for proceeding in recorded(tuple(of_procedure)):
        seq, again_on = known.get(proceeding.id, (0, None))
        if seq == proceeding.seq and (again_on is None or again_on > on):
            continue
        seen = look(of_procedure[proceeding.procedure], deeds_of(proceeding.id), on)
        found += [note_finding(_noted(proceeding, breach), on) for breach in seen.breaches]
        looked.append(
            Watched(proceeding=proceeding.id, seq=proceeding.seq, again_on=seen.again_on)
        )
    _keep(looked)
    return [finding for finding in found if finding is not None]


def _noted(proceeding: Recorded, breach: Breach) -> Noted:
    rule = rules()[breach.rule]
    conduct = rule.conduct
    assert conduct is not None
    cite = national().period(conduct.within).versions[-1].cite if conduct.within else ""
    return Noted(
        proceeding=proceeding.id,
        number=proceeding.number,
        title=proceeding.title,
        place=Place(
            proceeding.procuratorate, proceeding.department_id, proceeding.handler,
            proceeding.case_id,
        ),
        rule=breach.rule,
        key=breach.key,
        due_on=breach.due_on,
        label=rule.label,
        breached=cite or "",
        facts=breach.facts,
    )  # fmt: skip


def _keep(looked: list[Watched]) -> None:
    Watched.objects.bulk_create(
        looked,
        batch_size=SAVED_AT_ONCE,
        update_conflicts=True,
        unique_fields=["proceeding"],
        update_fields=["seq", "again_on"],
    )
