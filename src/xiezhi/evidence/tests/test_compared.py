"""The check of the ledger names a text or an item that was changed past the acts."""

import pytest
from click.testing import CliRunner

from xiezhi.casework.tests.office import accepted, at, given_to
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.exclude_item import exclude_item, readmit_item
from xiezhi.evidence.actions.keep_text import Keeper, keep_text
from xiezhi.evidence.compared import differing_items, differing_texts, digest
from xiezhi.evidence.models import EvidenceItem, Text
from xiezhi.ledger.command import ledger

KEEPER = Keeper("YJ", "p1", "prosecutor")


@pytest.fixture
def text(office):
    return keep_text(
        keeper=KEEPER, key="j:1", title="讯问笔录", kind="dossier_page", content="供述一次。",
        fields={"name": "甲", "share": 0.5}, spans={"name": [0, 1]},
    )  # fmt: skip


@pytest.fixture
def item(office, text):
    proceeding = given_to(office, accepted(office).pk)
    given = ItemGiven("confession", "供述", "公安机关", text_id=text)
    no = add_item(office.p1, proceeding.case_id, given, at=at(3, 3))
    return EvidenceItem.objects.get(case_id=proceeding.case_id, no=no)


def test_what_was_done_by_acts_agrees(office, item):
    assert [*differing_texts(), *differing_items()] == []
    exclude_item(office.p1, item.case_id, item.no, "刑讯逼供", at=at(3, 4))
    assert list(differing_items()) == []
    readmit_item(office.p1, item.case_id, item.no, "查无此事", at=at(3, 5))
    assert list(differing_items()) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"content": "没有供述。"}, "正文"),
        ({"sha256": digest("没有供述。")}, "摘要"),
        ({"title": "另一份"}, "标题、字段和位置"),
        ({"spans": {}}, "标题、字段和位置"),
    ],
)
def test_a_changed_text_is_named(text, changed, field):
    Text.objects.filter(pk=text).update(**changed)
    (found,) = differing_texts()
    assert found.field == field
    assert str(text) in found.subject


@pytest.mark.clause("opinion2021-19e")
def test_content_changed_with_its_digest_is_named_all_the_same(text):
    Text.objects.filter(pk=text).update(content="没有供述。", sha256=digest("没有供述。"))
    assert [found.field for found in differing_texts()] == ["正文", "摘要"]


def test_a_text_past_the_ledger_and_one_gone_are_named(office, text):
    sha256 = digest("伪造")
    Text.objects.create(key="x", title="伪造", kind="other", content="伪造", sha256=sha256)
    assert [found.replayed for found in differing_texts()] == ["账本中没有保存的记录"]
    Text.objects.all().delete()
    assert [found.replayed for found in differing_texts()] == ["账本中有保存的记录，表中没有"]


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "excluded", "excluded_reason": "没有经过任何人"},
        {"name": "另一份供述"},
        {"text": None},
        {"is_key": True},
    ],
)
def test_a_changed_item_is_named(item, changed):
    EvidenceItem.objects.filter(pk=item.pk).update(**changed)
    found = list(differing_items())
    assert len(found) == len(changed)
    assert all(f"证据{item.no}" in one.subject for one in found)


def test_the_command_names_the_changed_row(item):
    EvidenceItem.objects.filter(pk=item.pk).update(state="excluded", excluded_reason="x")
    answer = CliRunner().invoke(ledger, ["rebuild", "--check"])
    assert answer.exit_code != 0
    assert f"证据{item.no}「供述」" in answer.output


def test_an_item_gone_is_named(item):
    item.delete()
    assert [found.replayed for found in differing_items()] == ["账本中有登记的记录，表中没有"]
