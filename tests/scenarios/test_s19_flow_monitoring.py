"""S19: a thousand cases replayed night by night; twenty planted breaches, twenty findings."""

import datetime as dt
from collections import Counter

import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.tests.office import PROSECUTION, SHANGHAI, accepted, given_to, theft
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.management.models import Alert, Finding

FIRST = dt.date(2026, 3, 2)
DAYS = 60
CASES = 1000
CHARGE = {"subject": "P1", "fields": {"charge": "盗窃罪"}}
# case → what is wrong with it; every other case is in order
LATE, MISSING, DISORDER = "late", "missing", "disorder"
PLANTED = (
    dict.fromkeys(range(7, 800, 100), LATE)
    | dict.fromkeys(range(11, 600, 100), MISSING)
    | dict.fromkeys(range(13, 600, 100), DISORDER)
)
FOUND_BY = {LATE: "rights_notice_late", MISSING: "rights_notice_missing",
            DISORDER: "report_after_decision"}  # fmt: skip


def instant(day, hour):
    return dt.datetime.combine(day, dt.time(hour), SHANGHAI)


def issued(office, key, template, number, when):
    data = {"template": template, "document": f"{template}-{number}", "number": number}
    if template == "indictment":
        data |= {"subject": "P1", "matter": "disposition:P1"}
    perform(office.p1, key, "issue_document", data, at=when)


def course(n):
    """Yield (day, act) of case n: accepted within twenty days, decided on the tenth after.

    Those with a breach and every tenth other go to trial, the rest to the juvenile department.
    """
    start, wrong = n % 20, PLANTED.get(n)
    notice = {LATE: 5, MISSING: None}.get(wrong, n % 4)  # the third day is still in time
    report = 10 if wrong == DISORDER else 9
    if notice is not None:
        yield start + notice, "notify"
    yield start + 6, "interrogate"
    yield start + report, "report"
    if wrong or n % 10 == 0:
        yield start + 9, "decide"
        yield start + 9, "indict"
    else:
        yield start + 9, "hand_over"


class Replay:
    """The thousand cases of one office, played day by day."""

    def __init__(self, office, cases):
        self.office, self.keys = office, {}
        self.due = [[] for _ in range(DAYS)]
        for n in range(cases):
            self.due[n % 20].append((n, "accept"))
            for day, act in course(n):
                self.due[day].append((n, act))

    def play(self, day):
        on = FIRST + dt.timedelta(days=day)
        for n, act in self.due[day]:
            getattr(self, act)(n, on)

    def accept(self, n, on):
        opened = accepted(
            self.office, PROSECUTION, case=theft(f"甲{n}"), when=instant(on, 8),
            case_source="police", minor_suspect=True,
        )  # fmt: skip
        given_to(self.office, opened.pk, when=instant(on, 9))
        self.keys[n] = opened.pk

    def move(self, n, do, when, **fields):
        make_move(self.office.p1, self.keys[n], do, subject="P1", fields=fields, at=when)

    def notify(self, n, on):
        self.move(n, "notify_rights", instant(on, 10), notified="当面告知，签收")

    def interrogate(self, n, on):
        self.move(n, "record_interrogation", instant(on, 11))

    def report(self, n, on):
        issued(self.office, self.keys[n], "review_report", f"审{n}号", instant(on, 12))

    def decide(self, n, on):
        key, said = self.keys[n], dict(CHARGE)
        opine(self.office.p1, key, "prosecute", "事实清楚", at=instant(on, 13), **said)
        review(self.office.head, key, "disposition:P1", "agree", at=instant(on, 14))
        decide(self.office.chief, key, "prosecute", at=instant(on, 15), **said)

    def hand_over(self, n, on):
        self.move(n, "hand_to_juvenile", instant(on, 15))

    def indict(self, n, on):
        issued(self.office, self.keys[n], "indictment", f"诉{n}号", instant(on, 16))


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def replayed(office, cases):
    """Play sixty days with the countdown of every night; return who is in breach of what."""
    replay, found = Replay(office, cases), []
    for day in range(DAYS):
        on = FIRST + dt.timedelta(days=day)
        with time_machine.travel(instant(on, 7), tick=False):
            replay.play(day)
        on += dt.timedelta(days=1)
        with time_machine.travel(instant(on, 1), tick=False):
            found += run_countdown(on).findings
    planted = {replay.keys[n]: FOUND_BY[kind] for n, kind in PLANTED.items() if n < cases}
    assert len(found) == len(planted)
    return planted


def step(browser, finding, name, text):
    url = reverse("finding-step", args=[finding.pk, name])
    answer = browser.post(url, {"text": text})
    assert answer.status_code == 302, answer.content.decode()


def treat(office, visit, on):
    """Case management acts by severity: a tip, or a notice whose reply is due."""
    with time_machine.travel(instant(on, 9), tick=False):
        for finding in Finding.objects.order_by("number"):
            tip = finding.severity == "oral"
            name, text = ("remind", "已提醒及时告知") if tip else ("notice", "查明原因\n书面回复")
            step(visit(office.manager), finding, name, text)


def answer(office, visit, on, silent):
    """The handler replies to all but the last notices; what is answered is closed."""
    waiting = list(Finding.objects.exclude(severity="oral").order_by("number"))
    unanswered = [finding.pk for finding in waiting[len(waiting) - silent :]]
    with time_machine.travel(instant(on, 9), tick=False):
        for finding in Finding.objects.exclude(pk__in=unanswered):
            step(visit(office.p1), finding, "answer", "已经核查，今后逐案核对")
        for finding in Finding.objects.filter(state="answered", severity="oral"):
            step(visit(office.manager), finding, "close", "已补告知，有回执")
    return set(unanswered)


@pytest.mark.clause("responsibility-40c")
@pytest.mark.parametrize(
    ("cases", "silent"),
    [(20, 1), pytest.param(CASES, 2, marks=pytest.mark.slow)],
)
def test_twenty_breaches_in_a_thousand_cases_are_treated_to_the_end(office, visit, cases, silent):
    planted = replayed(office, cases)
    known = {finding.proceeding: finding.rule for finding in Finding.objects.all()}
    assert known == planted
    if cases == CASES:
        assert Counter(known.values()) == {
            "rights_notice_late": 8, "rights_notice_missing": 6, "report_after_decision": 6
        }  # fmt: skip
    assert not Alert.objects.filter(rule__contains="rights").exists()
    treated_on = FIRST + dt.timedelta(days=DAYS)
    treat(office, visit, treated_on)
    for serious in Finding.objects.filter(severity="serious"):
        assert "chief" in serious.receipts.values_list("role", flat=True)
        assert "没有办理的记录" in serious.facts
    unanswered = answer(office, visit, treated_on + dt.timedelta(days=3), silent)

    notices = Finding.objects.filter(pk__in=unanswered)
    (last_day,) = set(notices.values_list("reply_due_on", flat=True))
    with time_machine.travel(instant(last_day, 1), tick=False):
        run_countdown(last_day)
    assert not any("移送本院检务督察部门" in one.asks for one in notices.all())
    on = last_day + dt.timedelta(days=1)
    with time_machine.travel(instant(on, 9), tick=False):
        assert run_countdown(on).findings == ()
        asked = {one.pk for one in Finding.objects.all() if "移送本院检务督察部门" in one.asks}
        assert asked == unanswered
        board = reverse("monitoring")
        assert visit(office.inspector).get(board).context["board"].findings == ()
        for finding in notices:
            step(visit(office.manager), finding, "transfer", "逾期没有回复流程监控通知书")
        seen = visit(office.inspector).get(board).context["board"].findings
        assert {line.id for line in seen} == unanswered
