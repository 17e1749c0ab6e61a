"""Any lawful sequence of acts: tables equal replay, the state in memory equals the ledger's."""

import random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.casework import engine
from xiezhi.casework.models import Proceeding
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import ARREST, PROSECUTION, accepted, at, theft
from xiezhi.casework.tests.player import play
from xiezhi.law import national, replay
from xiezhi.ledger.selectors import acts_of

choices = st.lists(st.integers(0, 10_000), min_size=10, max_size=25)
SETTINGS = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.parametrize("procedure", [ARREST, PROSECUTION])
@SETTINGS
@given(choices=choices)
def test_tables_and_memory_follow_from_the_acts(office, procedure, choices):
    with transaction.atomic():
        opened = accepted(office, procedure, case=theft("甲", "乙"), case_source="police")
        play(office, opened.pk, choices, at(3, 2, 10))
        proceeding = Proceeding.objects.get(pk=opened.pk)
        acts = acts_of(engine.subject_of(opened.pk))
        known = engine.state_of(proceeding)
        assert known == replay(engine.procedure_of(proceeding), acts, pack=national())
        assert list(differences()) == []
        transaction.set_rollback(True)


def test_the_player_gets_far_enough_to_prove_something(office):
    done, kinds = 0, set()
    for seed in range(4):
        opened = accepted(office, PROSECUTION, case_source="police", three_years_or_less=False)
        drawn = random.Random(seed).choices(range(10_000), k=40)
        done += play(office, opened.pk, drawn, at(3, 2, 10))
        kinds |= {act.kind for act in acts_of(engine.subject_of(opened.pk))}
    assert done > 75
    assert kinds >= {"assign", "move", "opine"}
    assert list(differences()) == []
