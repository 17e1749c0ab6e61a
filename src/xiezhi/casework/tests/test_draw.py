"""The draw: reproducible, fair by load and share, and blind to whoever is excluded."""

import hashlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.casework.assignment.draw import (
    Candidate,
    EmptyPool,
    canonical,
    digest_of,
    draw,
    restored,
    seed_of,
)

candidates = st.builds(
    Candidate,
    code=st.text("ABCDEFGH0123", min_size=1, max_size=5),
    open_cases=st.integers(0, 300),
    share_percent=st.integers(0, 100),
    excluded=st.sampled_from(["", "", "", "离岗", "回避"]),
)
pools = st.lists(candidates, min_size=1, max_size=12, unique_by=lambda c: c.code)
seeds = st.binary(max_size=20).map(lambda b: hashlib.sha256(b).hexdigest())


@settings(deadline=None)
@given(pools, seeds, st.randoms())
def test_the_same_seed_and_pool_always_draw_the_same_person(pool, seed, random):
    shuffled = list(pool)
    random.shuffle(shuffled)
    if any(c.tickets for c in pool):
        assert draw(pool, seed) == draw(restored(canonical(shuffled)), seed)
    else:
        with pytest.raises(EmptyPool):
            draw(pool, seed)


@settings(deadline=None)
@given(pools, seeds)
def test_whoever_is_excluded_or_takes_no_share_is_never_drawn(pool, seed):
    by_code = {c.code: c for c in pool}
    if any(c.tickets for c in pool):
        drawn = by_code[draw(pool, seed).handler]
        assert not drawn.excluded
        assert drawn.share_percent > 0


def test_tickets_fall_with_open_cases_and_rise_with_the_share():
    few, many = Candidate("A", 1), Candidate("B", 9)
    half = Candidate("C", 1, share_percent=50)
    assert few.tickets == 5 * many.tickets == 2 * half.tickets


def test_a_thousand_draws_even_out_the_load():
    held = {"A": 0, "B": 5, "C": 0}
    share = {"A": 100, "B": 100, "C": 50}
    drawn = Counter()
    for case in range(1000):
        pool = [Candidate(code, held[code], share[code]) for code in held]
        who = draw(pool, seed_of("云江", f"{case}号", digest_of(pool))).handler
        held[who] += 1
        drawn[who] += 1
    assert abs(drawn["A"] - drawn["B"]) < 60
    assert 0.6 < drawn["C"] / drawn["A"] < 0.8  # a half share settles at 1/√2 of the load


@pytest.mark.clause("responsibility-9a")
def test_a_thousand_cases_among_ten_equals_pass_a_chi_square_and_are_drawn_again_alike():
    held = Counter({f"p{n}": 0 for n in range(10)})
    log = []
    for case in range(1000):
        pool = [Candidate(code, held[code]) for code in sorted(held)]
        seed = seed_of("云江", f"{case}号", digest_of(pool))
        who = draw(pool, seed).handler
        log.append((canonical(pool), seed, who))
        held[who] += 1
    expected = 1000 / len(held)
    chi_square = sum((n - expected) ** 2 / expected for n in held.values())
    assert chi_square < 16.92, "nine degrees of freedom, five per cent"
    assert all(draw(restored(kept), seed).handler == who for kept, seed, who in log)


def test_the_digest_changes_with_any_particular_of_the_pool():
    pool = [Candidate("A", 1), Candidate("B", 2)]
    changed = [Candidate("A", 1), Candidate("B", 2, excluded="离岗")]
    assert digest_of(pool) == digest_of(reversed(pool)) != digest_of(changed)


def test_two_proceedings_of_one_day_have_different_seeds():
    digest = digest_of([Candidate("A", 1)])
    assert seed_of("秘密", "1号", digest) != seed_of("秘密", "2号", digest)
