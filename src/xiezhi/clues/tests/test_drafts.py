"""Uploads before confirmation: seen by nobody else, identity numbers masked."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from xiezhi.clues import drafts
from xiezhi.clues.tests.conftest import REGISTER


def _kept() -> str:
    return drafts.keep("analyst", SimpleUploadedFile("../社区矫正对象名册.csv", REGISTER.encode()))


def test_samples_show_only_the_last_four_of_an_identity_number(store_of: Path) -> None:
    found = drafts.find("analyst", _kept())
    assert found is not None
    proposed = drafts.propose(found, {})
    samples = [
        s for sheet in proposed.sheets for match in sheet.proposal.matches for s in match.samples
    ]
    assert "**************031X" in samples
    assert not any("99010219800304" in sample for sample in samples)
    assert proposed.importable


def test_a_draft_is_its_owner_s_alone_and_stays_in_its_folder(store_of: Path) -> None:
    key = _kept()
    found = drafts.find("analyst", key)
    assert found is not None
    assert found.name == "社区矫正对象名册.csv"
    assert drafts.find("chief", key) is None
    assert drafts.find("analyst", "../" + key) is None
    found.discard()
    assert drafts.find("analyst", key) is None


def test_a_file_that_fits_no_table_offers_no_import(store_of: Path) -> None:
    key = drafts.keep("analyst", SimpleUploadedFile("x.csv", "甲,乙\n1,2\n".encode()))
    found = drafts.find("analyst", key)
    assert found is not None
    assert not drafts.propose(found, {}).importable
