"""Packs are kept with the first act done under them: once, unchanged, found again, exported."""

import hashlib
import re
import shutil
import zlib

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction

from xiezhi.law import load_pack, national
from xiezhi.law.acts import Act
from xiezhi.law.packs import packs_folder
from xiezhi.ledger import packs, triggers
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.ledger.command import ledger
from xiezhi.ledger.errors import LedgerError
from xiezhi.ledger.models import KeptPack
from xiezhi.ledger.tests.conftest import NOON
from xiezhi.ledger.verification import verify


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """A pack that says something else: the national one under another version."""
    folder = tmp_path_factory.mktemp("packs") / "cn"
    shutil.copytree(packs_folder() / "cn", folder)
    head = folder / "pack.yaml"
    said = head.read_text(encoding="utf-8")
    head.write_text(re.sub(r"^version: .*$", "version: other", said, flags=re.M), encoding="utf-8")
    return load_pack(folder)


@pytest.fixture
def fresh(monkeypatch):
    """A process that has loaded nothing yet."""
    monkeypatch.setattr(packs, "_loaded", {})
    packs.forget()


@pytest.fixture
def forged(office, other, fresh):
    """A pack named by an entry, and a forger who took the triggers away."""
    done_under(keep_pack(other))
    triggers.remove(connection)
    yield KeptPack.objects.filter(digest=other.digest)
    triggers.install(connection)


def done_under(version):
    with transaction.atomic():
        act = Act("annotate", NOON, "yj-01", "prosecutor", {})
        record(chain="YJ", subject=("proceeding", "p"), act=act, rule="r", rule_version=version)


def run(*arguments):
    result = CliRunner().invoke(ledger, arguments)
    return result.exit_code, result.output


def test_a_pack_is_kept_once_and_found_again(office, other, fresh):
    for _ in range(2):
        version = keep_pack(other)
    done_under(version)
    assert KeptPack.objects.count() == 1
    found = packs.pack_of(version)
    assert found is not other
    assert (found.version, found.digest) == (other.version, other.digest)
    assert dict(found.procedures) == dict(other.procedures)
    assert packs.pack_of(version) is found
    assert verify().is_sound


def test_what_is_in_force_is_not_loaded_again(office, fresh):
    assert packs.pack_of(national().version) is national()
    assert packs.pack_of("2026.11.0") is national()  # written before packs were kept
    assert packs._loaded == {}


def test_a_pack_is_known_only_once_its_transaction_stands(db, other, fresh):
    with transaction.atomic():
        keep_pack(other)
        transaction.set_rollback(True)
    assert not packs.is_known(other.digest)
    assert KeptPack.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept.update(version="x"),
        lambda kept: kept.delete(),
        lambda kept: kept._raw_delete("default"),
    ],
)
def test_the_database_refuses_to_change_a_pack(db, other, fresh, change):
    keep_pack(other)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(KeptPack.objects.all())
    assert KeptPack.objects.get().version == other.version


@pytest.mark.parametrize("content", [zlib.compress(b"{}"), b"no zlib"])
def test_a_changed_pack_is_found_and_not_used(forged, other, content):
    forged.update(content=content)
    (broken,) = verify().packs
    assert broken.version == other.version
    assert "被改动过" in broken.problem
    assert not verify().is_sound
    with pytest.raises(LedgerError, match="被改动过"):
        packs.pack_of(other.version)


def test_a_missing_pack_is_named(forged, other):
    forged.delete()
    code, said = run("verify")
    assert code == 1
    assert f"规则包 {other.version}：有办案行为依据这一规则包" in said
    with pytest.raises(LedgerError, match="import-packs"):
        packs.pack_of(other.version)


def test_a_pack_goes_out_as_a_file_and_comes_back(forged, other, tmp_path):
    out = tmp_path / "out"
    assert run("export-packs", "--out", str(out)) == (0, f"{out}/{other.version}.json\n")
    (path,) = out.iterdir()
    assert hashlib.sha256(path.read_bytes()).hexdigest() == other.digest
    forged.delete()
    code, said = run("import-packs", str(path), str(path))
    assert (code, other.version in said) == (0, True)
    assert verify().packs == ()
    assert dict(packs.pack_of(other.version).periods) == dict(other.periods)


def test_another_file_is_told_in_chinese(db, tmp_path):
    path = tmp_path / "x.json"
    path.write_bytes(b"[]")
    code, said = run("import-packs", str(path))
    assert (code, "x.json 不是规则包文件" in said) == (1, True)
