"""Recorded acts a second against a bare Django transaction of two rows. Goal: within 3×."""

import datetime as dt
import os
import tempfile
import time

GOAL = 3.0  # times as long as the bare transaction, at most
SECONDS = 2.0  # of each measurement
ROUNDS = 3  # alternating, the best of each counts: other load on the machine only slows
DAY = dt.date(2026, 1, 1)


def main():
    """Measure on a throwaway database: a SQLite file, or one beside XIEZHI_DATABASE_URL's."""
    with tempfile.TemporaryDirectory(prefix="xiezhi-bench-") as home:
        os.environ.setdefault("XIEZHI_DEMO", "1")
        os.environ.setdefault("XIEZHI_HOME", home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.web.settings")
        import django

        django.setup()
        from django.db import connection

        if connection.vendor == "sqlite":  # in memory nothing would reach the disk
            connection.settings_dict["TEST"]["NAME"] = f"{home}/bench.sqlite3"
        original = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            _report(connection.vendor)
        finally:
            connection.creation.destroy_test_db(original, verbosity=0)


def _report(vendor):
    from xiezhi.organs.models import Person, Procuratorate

    Procuratorate.objects.create(code="YJ", name="云江区人民检察院", level="district")
    person = Person.objects.create(code="yj-01", name="书记员", category="auxiliary")
    writes = {"bare": lambda: _bare(person), "recorded": lambda: _recorded(person)}
    best = dict.fromkeys(writes, 0.0)
    for _ in range(ROUNDS):
        for name, write in writes.items():
            best[name] = max(best[name], _rate(write))
    ratio = best["bare"] / best["recorded"]
    print(f"{vendor}: bare two-row transactions {best['bare']:8.0f}/s")
    print(f"{vendor}: a row and its entry       {best['recorded']:8.0f}/s")
    verdict = "met" if ratio <= GOAL else "missed"
    print(f"{vendor}: {ratio:.2f}× the time of a bare transaction (goal {GOAL:.0f}×: {verdict})")


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
