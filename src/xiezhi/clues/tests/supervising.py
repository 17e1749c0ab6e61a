"""What the scenarios on supervision share: an analyst with a store, and a matter's way."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from xiezhi.casework import engine
from xiezhi.casework.tests.office import SINCE, given_to
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.establish_clue import establish_clue
from xiezhi.clues.actions.import_file import import_file
from xiezhi.clues.actions.verify_clue import verify_clue
from xiezhi.clues.operators import operator_of
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.documents.actions.draft import draft
from xiezhi.modelling.library import digest_of_files, models
from xiezhi.modelling.models import Standing
from xiezhi.modelling.stages import Stage
from xiezhi.organs.actions.delegate import delegate
from xiezhi.organs.models import Person


def with_analyst(office, settings, folder, *adopted):
    """Give the office an analyst, a home of its own, and the models it has adopted."""
    settings.XIEZHI_HOME = folder / "home"
    office.analyst = Person.objects.create(code="analyst", name="云江分析", category="auxiliary")
    office.analyst.posts.create(procuratorate=office.unit, role="analyst", from_on=SINCE)
    for key in adopted:
        model = models()[key]
        Standing.objects.create(
            procuratorate=office.code, model=key, stage=Stage.ADOPTED, version=model.version,
            digest=digest_of_files(model), by="chief", reason="采用", since=timezone.now(),
        )  # fmt: skip
    return office


def brought(office, folder, name, lines, table, data_on):
    """Import a file as the analyst."""
    path = folder / name
    path.write_text("\n".join(lines), "utf-8")
    return import_file(operator_of(office.analyst), path, table=table, data_on=data_on)


def established(office, clue):
    """Assign a clue to p1, check it in every way and find it established."""
    assign_clue(office.analyst, clue.pk, office.p1.code)
    for step in range(1, len(models()[clue.model].check_by) + 1):
        verify_clue(office.p1, clue.pk, step, "confirms", "已调取原件核对，与数据一致")
    establish_clue(office.p1, clue.pk, "各项核实均印证")


def filed(office, visit, clue, when):
    """Case management opens the proceeding on the clue's page; p1 is given it."""
    answer = visit(office.manager).post(reverse("clue-file", args=[clue.pk]))
    assert answer.status_code == 302, answer.content.decode()
    clue.refresh_from_db()
    return given_to(office, clue.proceeding, when=when)


def entrusted(office, *matters):
    """The chief entrusts p1 with matters for the year."""
    delegate(
        office.chief, office.p1, "matter", matters=list(matters),
        from_on=dt.date(2026, 1, 1), until_on=dt.date(2027, 1, 1),
    )  # fmt: skip


def decided(office, proceeding, do, fields, when, subject=None):
    """p1 proposes, the head agrees, the chief decides; return the matter's key."""
    said = {"fields": fields, "subject": subject}
    opine(office.p1, proceeding.pk, do, "事实清楚，于法有据", at=when, **said)
    matter = next(
        key for key, one in state_of(proceeding).matters.items()
        if one.opinion and one.opinion.do == do
    )  # fmt: skip
    review(office.head, proceeding.pk, matter, "agree", at=when + dt.timedelta(minutes=1))
    decide(office.chief, proceeding.pk, do, at=when + dt.timedelta(minutes=2), **said)
    return matter


def state_of(proceeding):
    """What the acts of a proceeding add up to."""
    proceeding.refresh_from_db()
    return engine.state_of(proceeding)


def sent(office, visit, proceeding, template, to, values=None, **about):
    """p1 drafts the document, issues and serves it on the site; return its key."""
    key = draft(office.p1, proceeding.pk, template, values=values or {}, **about)
    browser = visit(office.p1)
    issued = browser.post(reverse("document-issue", args=[key]))
    assert issued.status_code == 302, issued.content.decode()
    served = {"to": to, "mode": "direct", "proof": "送达回证",
              "served_on": timezone.localdate().isoformat()}  # fmt: skip
    answer = browser.post(reverse("document-serve", args=[key]), served)
    assert answer.status_code == 302, answer.content.decode()
    return key
