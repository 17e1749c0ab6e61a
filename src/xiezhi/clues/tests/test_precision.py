"""Precision with its interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.clues.precision import precision


def test_the_interval_of_33_of_41_is_the_published_wilson_interval() -> None:
    found = precision(41, 33)
    assert round(found.low, 3) == 0.660
    assert round(found.high, 3) == 0.898
    assert found.tells


def test_nothing_settled_says_nothing() -> None:
    assert precision(0, 0).low == 0.0
    assert precision(0, 0).high == 1.0
    assert not precision(4, 4).tells


def test_more_right_than_settled_is_refused() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        precision(4, 5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_the_share_lies_within_its_interval(counts: tuple[int, int]) -> None:
    found = precision(*counts)
    assert 0.0 <= found.low <= found.share + 1e-9
    assert found.share - 1e-9 <= found.high <= 1.0
