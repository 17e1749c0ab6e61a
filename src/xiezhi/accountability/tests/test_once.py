"""Two first clues at the same moment open one matter; the second joins it."""

import pytest
from django.db import IntegrityError, transaction

from xiezhi.accountability.actions import accept_clue as accepting
from xiezhi.accountability.models import LiabilityCase
from xiezhi.accountability.tests.examined import CLUE, decided
from xiezhi.casework.tests.office import at
from xiezhi.ledger.selectors import entries_of
from xiezhi.ledger.verification import verify


def test_the_second_of_two_first_clues_joins(office, monkeypatch):
    number = decided(office).number
    look, seen = accepting._open_matter, []

    def blind_at_first(*asked):
        """What either of two sees who look before the other has written."""
        seen.append(asked)
        return None if len(seen) <= 2 else look(*asked)

    monkeypatch.setattr(accepting, "_open_matter", blind_at_first)
    clue = {**CLUE, "number": number}
    first = accepting.accept_clue(office.inspector, clue, at=at(6, 1))
    second = accepting.accept_clue(office.inspector, {**clue, "content": "信访"}, at=at(6, 1))
    assert (first.pk, LiabilityCase.objects.count()) == (second.pk, 1)
    kinds = [entry.kind for entry in entries_of(("liability_case", str(first.pk)))]
    assert kinds == ["accept_breach_clue", "add_breach_clue"]
    assert all(chain.broken is None for chain in verify().chains)


def test_one_proceeding_has_one_open_matter_and_closed_ones_beside(examined):
    again = {"procuratorate": "YJ", "proceeding": examined.proceeding.pk, "opened_at": at(6, 2)}
    with pytest.raises(IntegrityError), transaction.atomic():
        LiabilityCase.objects.create(number="重复", title="重复", **again)
    LiabilityCase.objects.create(number="旧件", title="旧件", stage="closed", **again)
