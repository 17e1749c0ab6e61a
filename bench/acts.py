"""Recorded acts a second against a bare Django transaction of two rows. Goal: within 3×."""

import datetime as dt
import itertools
import time

from bench._database import again_on_postgresql, fresh_database, has_postgresql, is_postgresql

GOAL = 3.0  # times as long as the bare transaction, at most
SECONDS = 2.0  # of each measurement
ROUNDS = 3  # alternating, the best of each counts: other load on the machine only slows
PROCEEDINGS = 20  # acts go round them, so that histories stay as long as real ones
DAY = dt.date(2026, 1, 1)


def main():
    """Measure on SQLite, then on PostgreSQL where it is installed; or on XIEZHI_DATABASE_URL."""
    with fresh_database() as connection:
        _report(connection.vendor)
    if not is_postgresql() and has_postgresql():
        return again_on_postgresql("acts")
    return 0


def _report(vendor):
    from xiezhi.casework.actions.annotate import annotate
    from xiezhi.casework.tests.office import accepted, given_to, staff_office

    office = staff_office("YJ", "云江")
    person = office.p1
    proceedings = [accepted(office).pk for _ in range(PROCEEDINGS)]
    for proceeding in proceedings:
        given_to(office, proceeding)
    turn = itertools.cycle(proceedings)
    writes = {
        "bare": lambda: _bare(person),
        "recorded": lambda: _recorded(person),
        "performed": lambda: annotate(person, next(turn), "阅卷完毕"),
    }
    best = dict.fromkeys(writes, 0.0)
    for _ in range(ROUNDS):
        for name, write in writes.items():
            best[name] = max(best[name], _rate(write))
    print(f"{vendor}: bare two-row transactions      {best['bare']:8.0f}/s")
    labels = {"recorded": "a row and its ledger entry", "performed": "an act in a proceeding"}
    for name, label in labels.items():
        ratio = best["bare"] / best[name]
        verdict = "met" if ratio <= GOAL else "missed"
        rate = f"{best[name]:8.0f}/s, {ratio:.2f}× the time of a bare one"
        print(f"{vendor}: {label:30} {rate} (goal {GOAL:.0f}×: {verdict})")


def _rate(write):
    """Return how many times a second `write` completes."""
    ended = time.perf_counter() + SECONDS
    count = 0
    while time.perf_counter() < ended:
        write()
        count += 1
    return count / SECONDS


def _leave(person):
    from xiezhi.organs.models import Leave

    until = DAY + dt.timedelta(days=1)
    Leave.objects.create(person=person, from_on=DAY, until_on=until, reason_kind="other")


def _bare(person):
    from django.db import transaction

    with transaction.atomic():
        _leave(person)
        _leave(person)


def _recorded(person):
    from django.db import transaction

    from xiezhi.law.acts import Act
    from xiezhi.ledger.actions.record import record

    act = Act("annotate", dt.datetime.now(dt.UTC), person.code, "clerk", {"text": "阅卷完毕"})
    with transaction.atomic():
        _leave(person)
        record(chain="YJ", subject=("proceeding", "p"), act=act, rule="r", rule_version="1")
