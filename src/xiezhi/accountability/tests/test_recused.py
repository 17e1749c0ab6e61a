"""Whoever recused from a case reads neither the matter about it nor its file."""

import pytest
from django.http import Http404
from django.urls import reverse

from xiezhi.accountability.actions.accept_clue import accept_clue
from xiezhi.accountability.actions.read_record import read_record
from xiezhi.accountability.selectors import matter_page, matters
from xiezhi.accountability.sheets import sheet_page
from xiezhi.accountability.tests.examined import CLUE
from xiezhi.casework.models import Recusal
from xiezhi.casework.tests.office import at
from xiezhi.law import Refused


def recused(examined, code):
    Recusal.objects.create(
        proceeding_id=examined.proceeding.pk, person_id=code, reason="近亲属", recused_at=at(6, 1)
    )


def test_a_recused_chief_finds_no_matter_and_no_worksheet(client, office, examined):
    examined.analysed()
    assert sheet_page(office.chief, examined.case.pk).file
    recused(examined, "chief")
    client.force_login(office.chief)
    for name in ("accountability-case", "liability-worksheet"):
        assert client.get(reverse(name, args=[examined.case.pk])).status_code == 404
    for read in (matter_page, sheet_page):
        with pytest.raises(Http404):
            read(office.chief, examined.case.pk)
    assert matters(office.chief).total == 0
    assert examined.refused("chief", "approve_submission", person="p1") == ["access.not_yours"]
    assert matters(office.inspector).total == 1


def test_a_matter_outside_the_system_stays_with_the_chief(office, examined):
    recused(examined, "chief")
    old = accept_clue(office.inspector, {**CLUE, "title": "旧案"})
    assert [one.id for one in matters(office.chief).lines] == [old.pk]


def test_a_recused_inspector_neither_accepts_a_clue_nor_reads_it_in_a_record(office, examined):
    ground = "复查旧案"
    assert read_record(office.inspector, "p1", ground).cases
    recused(examined, "inspector")
    assert not read_record(office.inspector, "p1", ground).cases
    with pytest.raises(Refused) as caught:
        accept_clue(office.inspector, {**CLUE, "number": examined.proceeding.number})
    assert [one.code for one in caught.value.refusals] == ["access.recused"]


def test_a_recused_person_concerned_still_reads_the_own_part(office, examined):
    examined.analysed().inquired("chief")
    recused(examined, "chief")
    page = matter_page(office.chief, examined.case.pk)
    assert (page.whole, [one.code for one in page.persons]) == (False, ["chief"])


def test_whoever_recused_is_not_named_as_reviewer(office, examined):
    examined.before_committee().opined("gross").handled()
    examined.take("p1", "ask_review", person="p1", reasons="处分过重")
    recused(examined, "deputy")
    assert examined.refused("chief", "assign_reviewer", person="p1", reviewer="deputy") == [
        "review.same_person"]  # fmt: skip
    examined.take("chief", "assign_reviewer", person="p1", reviewer="fulltime")
