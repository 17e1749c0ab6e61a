"""Two at once: opposite merges make no circle, receipts get numbers, runs publish side by side."""

import datetime as dt
import threading
import time
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from xiezhi.clues.actions import run_model as running
from xiezhi.clues.actions import settle_run as settling
from xiezhi.clues.actions.merge_clue import merge_clue
from xiezhi.clues.actions.receive_clue import receive_clue
from xiezhi.clues.actions.transfer_clue import transfer_clue
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.numbering import numbers, take_turn
from xiezhi.clues.operators import operator_of
from xiezhi.clues.run_records import digest_of_hits
from xiezhi.law import Refused
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import models, store
from xiezhi.organs.models import Person, Procuratorate
from xiezhi.screening import run

pytestmark = pytest.mark.django_db(transaction=True)
at_the_same_time = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite 一次只有一个写入者"
)


def clue(number: str, unit: str = "YZ") -> Clue:
    run, _ = ModelRun.objects.get_or_create(
        procuratorate=unit, model="m", model_version="1", as_of=dt.date(2026, 3, 2),
        started_by="analyst", defaults={"queued_at": timezone.now()},
    )  # fmt: skip
    return Clue.objects.create(
        number=number, procuratorate=unit, model="m", model_version="1", title=number,
        subject={}, digest=number, rows={}, as_of=dt.date(2026, 3, 2), run=run,
        found_at=timezone.now(), assigned_to="analyst",
    )  # fmt: skip


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do the acts in threads that start together; what each returned or raised."""
    together, ended = threading.Barrier(len(acts)), [None] * len(acts)

    def act_on(place: int) -> None:
        together.wait()
        try:
            ended[place] = acts[place]()
        except (Refused, DatabaseError) as error:
            ended[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act_on, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


@at_the_same_time
def test_two_opposite_merges_make_no_circle(office):
    for turn in range(5):
        one, two = clue(f"一{turn}"), clue(f"二{turn}")
        ended = at_once(
            lambda one=one, two=two: merge_clue(office.analyst, one.pk, two.pk),
            lambda one=one, two=two: merge_clue(office.analyst, two.pk, one.pk),
        )
        refusals = [one for one in ended if isinstance(one, Refused)]
        assert len(refusals) == 1, ended
        assert "不能并入" in str(refusals[0]) or "不能再办" in str(refusals[0])
        merged = Clue.objects.filter(pk__in=(one.pk, two.pk), state=Clue.State.MERGED)
        assert merged.count() == 1


def test_a_merge_back_is_refused(office):
    one, two, three = clue("一"), clue("二"), clue("三")
    merge_clue(office.analyst, one.pk, two.pk)
    merge_clue(office.analyst, two.pk, three.pk)
    for target in (one, two):
        with pytest.raises(Refused, match="不能并入"):
            merge_clue(office.analyst, three.pk, target.pk)


def slowly(act: Callable[..., object]) -> Callable[..., object]:
    """The act, and then so long a rest that the other surely takes its first lock."""

    def act_slowly(*args: object, **named: object) -> object:
        done = act(*args, **named)
        time.sleep(0.3)
        return done

    return act_slowly


@at_the_same_time
def test_a_held_run_is_released_while_another_publishes(office, register, monkeypatch):
    name, day = "execution.community_correction_report_overdue", dt.date(2026, 11, 10)
    model, analyst = models()[name], operator_of(office.analyst)
    hits = run(model, store("YZ"), day, law_values=law_values(model, day))
    held, other = (running.queue_run(analyst, name, day) for _ in range(2))
    held.state, held.hits = ModelRun.State.HELD, len(hits.hits)
    held.record = {"found": digest_of_hits(hits)}
    held.save()
    monkeypatch.setattr(settling, "run", lambda *_args, **_named: hits)  # both start at once
    monkeypatch.setattr(settling, "record_act", slowly(settling.record_act))
    monkeypatch.setattr(running, "publish_hits", slowly(running.publish_hits))
    ended = at_once(
        lambda: settling.release_run(analyst, held, "逐条看过"),
        lambda: running.publish(analyst, other, hits),
    )
    assert sorted(map(len, ended)) == [0, 1], ended
    assert Clue.objects.count() == 1


@at_the_same_time
def test_two_receipts_at_a_unit_without_runs_get_two_numbers(office):
    unit = Procuratorate.objects.create(
        code="YJ", name="云江院", short_name="云江", level="district"
    )
    person = Person.objects.create(code="yj-manager", name="某某", category="administrator")
    person.posts.create(procuratorate=unit, role="case_management", from_on=dt.date(2025, 1, 1))
    sent = [clue(f"甲{n}") for n in range(4)]
    for one in sent:
        transfer_clue(office.analyst, one.pk, "矫正地在云江区", unit="YJ")
    ended = at_once(*(lambda one=one: receive_clue(person, one.pk, "收到") for one in sent))
    assert all(isinstance(one, Clue) for one in ended), ended
    year = timezone.localdate().year
    expected = [f"YJ-{year}-{n:05d}" for n in range(1, 5)]
    assert sorted(one.number for one in ended) == expected


def test_the_turn_is_given_back_with_the_transaction(office):
    with transaction.atomic():
        take_turn("YJ")
        assert next(numbers("YJ")).startswith("YJ-")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
            assert cursor.fetchone() == (0,)
