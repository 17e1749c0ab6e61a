"""Verification names the first broken entry, whatever a forger with the whole database did."""

import json
import stat

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from xiezhi.ledger import canonical, checkpoints, digests, keys, selectors, triggers
from xiezhi.ledger.command import ledger
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import Entry, Head
from xiezhi.ledger.verification import verify


@pytest.fixture
def forger(office, write):
    """Five entries, and the triggers gone; a forger has the database file."""
    for number in range(1, 6):
        write(text=f"第{number}次")
    triggers.remove(connection)
    yield Entry.objects.filter(chain="YJ")
    triggers.install(connection)


@pytest.fixture
def mark(forger, settings, tmp_path):
    settings.XIEZHI_HOME = tmp_path
    return checkpoints.sign(selectors.head("YJ"), timezone.now())


def broken():
    found = verify().first_broken
    return (found.seq, found.field)


def rewrite_from(seq):
    """Recompute every digest from an entry on, as a careful forger would."""
    sha, sm3 = Entry.objects.filter(seq=seq - 1).values_list("sha256", "sm3").get()
    for entry in Entry.objects.filter(seq__gte=seq).order_by("seq"):
        entry.previous_sha256, entry.previous_sm3 = sha, sm3
        content = canonical.entry_bytes(entry.version, vars(entry))
        sha, sm3 = digests.sha256(content), digests.sm3(content)
        entry.sha256, entry.sm3 = sha, sm3
        entry.save()
    Head.objects.update(sha256=sha, sm3=sm3)


def test_an_untouched_ledger_is_sound(office, write):
    write(text="甲")
    report = verify()
    assert report.is_sound
    assert [(c.chain, c.entries) for c in report.chains] == [("YJ", 1)]


def test_missing_triggers_are_reported(forger):
    assert verify().first_broken is None
    assert not verify().is_sound


def test_changed_content(forger):
    forger.filter(seq=3).update(data='{"text":"另"}')
    assert broken() == (3, "content")


def test_changed_form_names_the_field(forger):
    forger.filter(seq=3).update(data='{"text": "第3次"}')
    assert broken() == (3, "data")
    forger.filter(seq=2).update(at="昨天")
    assert broken() == (2, "at")


def test_changed_digest(forger):
    forger.filter(seq=2).update(sha256="f" * 64, sm3="e" * 64)
    assert broken() == (2, "sha256")
    forger.filter(seq=1).update(sm3="e" * 64)
    assert broken() == (1, "sm3")


def test_gap(forger):
    forger.filter(seq=2).delete()
    assert broken() == (2, "seq")


def test_reordered(forger):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        forger.filter(seq=old).update(seq=new)
    assert broken()[0] == 2


def test_an_inserted_entry(forger):
    for old in (5, 4, 3):
        forger.filter(seq=old).update(seq=old + 1)
    copy = Entry.objects.get(seq=2)
    copy.seq = 3
    copy.save(force_insert=True)
    assert broken()[0] == 3


def test_deleted_tail_is_seen_by_the_head(forger):
    forger.filter(seq__gt=3).delete()
    assert broken() == (4, "entry")


def test_deleted_tail_with_a_forged_head_is_seen_by_the_checkpoint(forger, mark):
    forger.filter(seq__gt=3).delete()
    last = Entry.objects.get(seq=3)
    Head.objects.update(seq=3, sha256=last.sha256, sm3=last.sm3)
    assert verify().first_broken is None
    found = verify([mark]).first_broken
    assert (found.seq, found.field) == (4, "checkpoint")


def test_a_chain_rewritten_throughout_is_seen_by_the_checkpoint(forger, mark):
    forger.filter(seq=2).update(data='{"text":"另"}')
    rewrite_from(2)
    assert verify().first_broken is None
    assert verify([mark]).first_broken.field == "checkpoint"


def test_a_deleted_chain_is_seen_by_the_checkpoint(forger, mark):
    forger.delete()
    Head.objects.all().delete()
    assert verify().chains == ()
    assert verify([mark]).first_broken.seq == 1


def test_forged_head(forger):
    Head.objects.update(sha256="f" * 64)
    assert broken() == (5, "head.sha256")
    Head.objects.update(seq=4)
    assert broken() == (4, "head.seq")
    Head.objects.all().delete()
    assert broken() == (5, "head")


def test_an_entry_moved_to_another_chain(forger):
    forger.filter(seq=5).update(chain="ZZ")
    found = {c.chain: c.broken.seq for c in verify().chains}
    assert found == {"YJ": 5, "ZZ": 1}


def test_a_changed_checkpoint_is_refused(mark, tmp_path):
    path = checkpoints.write(mark, tmp_path / "out")
    assert checkpoints.read(path) == mark
    path.write_text(path.read_text("utf-8").replace('"seq": 5', '"seq": 4'), "utf-8")
    with pytest.raises(LedgerError, match="签名不成立"):
        checkpoints.read(path)
    path.write_text("[]", "utf-8")
    with pytest.raises(LedgerError, match="不是检查点文件"):
        checkpoints.read(path)


def test_a_checkpoint_by_another_key_is_refused(mark, tmp_path):
    path = checkpoints.write(mark, tmp_path / "out")
    keys.key_path().unlink()
    checkpoints.sign(selectors.head("YJ"), timezone.now())
    with pytest.raises(LedgerError, match="不是由本机密钥签署"):
        checkpoints.read(path)


def test_the_key_is_for_its_owner_only(mark):
    assert stat.S_IMODE(keys.key_path().stat().st_mode) == 0o600


@pytest.mark.clause("opinion2021-19e")
def test_the_command_names_the_break_and_fails(forger, mark, tmp_path):
    triggers.install(connection)
    sound = CliRunner().invoke(ledger, ["checkpoint", "--out", str(tmp_path)])
    assert sound.exit_code == 0, sound.output
    file = tmp_path / "YJ-5.json"
    assert CliRunner().invoke(ledger, ["verify", "--checkpoint", str(file)]).exit_code == 0
    triggers.remove(connection)
    forger.filter(seq=2).update(by="other")
    said = CliRunner().invoke(ledger, ["verify"])
    assert said.exit_code == 1
    assert "第 2 条" in said.output
    said = json.loads(CliRunner().invoke(ledger, ["verify", "--json"]).output)
    assert (said["ok"], said["first"]["chain"], said["first"]["seq"]) == (False, "YJ", 2)
    assert CliRunner().invoke(ledger, ["checkpoint", "--out", str(tmp_path)]).exit_code == 1


def test_rebuild_shows_what_the_tables_say_and_what_the_acts_say(monkeypatch):
    from xiezhi.ledger import projections

    monkeypatch.setattr(projections, "_registered", {})
    difference = projections.Difference("p1", "stage", "起诉", "受理")
    projections.register("办案程序", lambda: [difference], lambda: 7)
    said = CliRunner().invoke(ledger, ["rebuild", "--check"])
    assert said.exit_code == 1
    assert "表中为“起诉”，重放为“受理”" in said.output
    assert "重建 7 行" in CliRunner().invoke(ledger, ["rebuild"]).output
