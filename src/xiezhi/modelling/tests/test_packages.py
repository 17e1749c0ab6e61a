"""A model goes elsewhere as one signed file, and nothing else gets in by that door."""

import io
import json
import re
import zipfile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.law.refusals import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.modelling.access import as_decider, as_tester
from xiezhi.modelling.actions.export_model import export_model
from xiezhi.modelling.actions.install_model import install_package, lay
from xiezhi.modelling.actions.trust_key import trust_key
from xiezhi.modelling.fitting import fitting_model
from xiezhi.modelling.library import folder_of, library, models, models_home, note_change
from xiezhi.modelling.models import Installed
from xiezhi.modelling.packages import LARGEST, read_package, write_package
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.standing import stage_of
from xiezhi.modelling.subjects import model_subject
from xiezhi.modelling.tests.conftest import MODEL, UNIT
from xiezhi.modelling.trust import own_key
from xiezhi.screening import content_digest, national, run_examples

OWN = "execution.report_overdue_here"


def files_of(model_id=OWN, **replaced):
    """The files of the shipped model under another id."""
    files = {p.name: p.read_text("utf-8") for p in folder_of(MODEL).iterdir()}
    files["model.yaml"] = files["model.yaml"].replace(f"id: {MODEL}", f"id: {model_id}")
    return {**files, **replaced}


@pytest.fixture
def package(office, home):
    """A model of the office's own, exported, and then no longer here."""
    by = as_tester(office.analyst)
    lay(by, fitting_model(files_of(), OWN), files_of())
    content = export_model(by, OWN)
    forget(home)
    return content


def forget(home):
    """Let the installation be one that never had the model."""
    Installed.objects.all().delete()
    for path in (models_home() / "execution").rglob("*"):
        if path.is_file():
            path.unlink()
    note_change()
    assert OWN not in models()


def again(content, change):
    """The package with its entries changed by ``change``, signed as it was."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, body in entries.items():
            archive.writestr(name, body)
    return packed.getvalue()


@pytest.mark.clause("column-supervision-c")
def test_a_package_is_installed_elsewhere_and_gives_the_same(office, package):
    model = install_package(as_tester(office.analyst), package)
    assert models()[OWN].id == model.id == OWN
    assert content_digest(models()[OWN]) == read_package(package).manifest.digest
    assert all(r.passed for r in run_examples(models()[OWN], national(), {
        "execution.cc_report_10d": 10}))  # fmt: skip
    assert stage_of(UNIT, models()[OWN]).stage == Stage.DRAFT
    assert Installed.objects.get(pk=OWN).signer == own_key()
    kinds = [entry.kind for entry in entries_of(model_subject(UNIT, OWN))]
    assert kinds == ["install_model", "export_model", "install_model"]
    assert export_model(as_tester(office.analyst), OWN) == package
    with pytest.raises(Refused, match="已经安装"):
        install_package(as_tester(office.analyst), package)


def test_a_shipped_model_makes_the_same_bytes_every_time(home):
    first = write_package(models()[MODEL], national(), UNIT)
    assert first == write_package(models()[MODEL], national(), UNIT)
    manifest = read_package(first).manifest
    assert set(manifest.files) == {"model.yaml", "query.sql", "examples.yaml"}
    assert all(len(f.sha256) == 64 for f in manifest.files.values())
    assert list(manifest.tables) == ["community_correction"]


def test_a_key_nobody_trusts_is_refused_until_a_chief_trusts_it(office, package, home):
    (home / "ledger-key.pem").unlink()
    with pytest.raises(Refused, match="不在本单位信任的公钥之内"):
        install_package(as_tester(office.analyst), package)
    key = read_package(package).key
    with pytest.raises(Refused, match="不由你定"):
        trust_key(as_tester(office.analyst), key, "临泽", "电话核对")
    with pytest.raises(Refused, match="不是公钥"):
        trust_key(as_decider(office.chief), "abc", "临泽", "电话核对")
    trust_key(as_decider(office.chief), key, "临泽市人民检察院", "电话核对公钥")
    assert install_package(as_tester(office.analyst), package).id == OWN


def _rename(old, new):
    def change(entries):
        entries[new] = entries.pop(old)

    return change


def _edit(name, old, new):
    def change(entries):
        assert old in entries[name]
        entries[name] = entries[name].replace(old, new)

    return change


DAMAGED = {
    "path": (_rename("model/query.sql", "model/../../query.sql"), "不该有的文件"),
    "absolute": (_rename("model/query.sql", "/tmp/query.sql"), "不该有的文件"),
    "code": (lambda e: e.update({"model/run.py": b"1"}), "不该有的文件"),
    "unlisted": (lambda e: e.update({"model/more.sql": b"SELECT 1"}), "清单不符"),
    "missing": (lambda e: e.pop("model/examples.yaml"), "清单不符"),
    "changed": (_edit("model/query.sql", b"late_days", b"last_days"), "摘要不符"),
    "manifest": (_edit("manifest.json", b'"size":', b'"size": '), "签名不成立"),
    "no manifest": (lambda e: e.pop("manifest.json"), "清单"),
    "no signature": (lambda e: e.pop("signature.json"), "签名不成立"),
    "bad key": (lambda e: e.update({"signature.json": b'{"public_key":"00"}'}), "签名不成立"),
    "deep": (lambda e: e.update({"manifest.json": b"[" * 100_000}), "清单"),
    "bomb": (lambda e: e.update({"model/zero.sql": b"0" * (LARGEST + 1)}), "太大|超过"),
    "many": (lambda e: e.update({f"model/a{n}.sql": b"" for n in range(20)}), "文件太多"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_or_unsafe_package_leaves_nothing_behind(office, package, kind):
    change, words = DAMAGED[kind]
    _refused(office, again(package, change), words)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "损坏"),
        (b"PK\x03\x04", "损坏"),
        (b"x" * (LARGEST + 1), "超过"),
        ("模型".encode(), "损坏"),
    ],
    ids=["empty", "short", "large", "text"],
)
def test_what_is_no_package_is_refused(office, package, content, words):
    _refused(office, content, words)


def test_a_deflated_bomb_is_not_unpacked(office, package):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * (200 * 1024 * 1024))
    assert len(packed.getvalue()) < LARGEST
    _refused(office, packed.getvalue(), "太大")


def _refused(office, content, words):
    before = sorted(models_home().rglob("*"))
    with pytest.raises(Refused, match=words) as refused:
        install_package(as_tester(office.analyst), content)
    assert refused.value.refusals[0].cure
    assert sorted(models_home().rglob("*")) == before
    assert OWN not in models()
    assert not Installed.objects.exists()


def resigned(content, change):
    """The package changed and signed anew by a stranger, with a manifest that fits."""
    key = Ed25519PrivateKey.generate()

    def sign(entries):
        manifest = json.loads(entries["manifest.json"])
        change(manifest)
        entries["manifest.json"] = json.dumps(manifest).encode()
        public = key.public_key().public_bytes_raw().hex()
        signature = key.sign(entries["manifest.json"]).hex()
        entries["signature.json"] = json.dumps(
            {"public_key": public, "signature": signature}
        ).encode()

    return again(content, sign), key.public_key().public_bytes_raw().hex()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda m: m["tables"].update(community_correction="0" * 64), "数据字典中的这些表"),
        (lambda m: m["tables"].update(nonsense="0" * 64), "nonsense"),
        (lambda m: m.update(digest="0" * 64), "清单的摘要不符"),
        (lambda m: m.update(model="execution.another"), "id 应与文件夹一致"),
        (lambda m: m.update(model="nonsense.another"), "不合格"),
        (lambda m: m.update(model="execution.../../x"), "不合格"),
        (lambda m: m.update(format="xiezhi-model/9"), "未知"),
        (lambda m: m.update(more="x"), "清单"),
    ],
)
def test_what_a_trusted_key_signed_is_still_checked(office, package, change, words):
    content, key = resigned(package, change)
    trust_key(as_decider(office.chief), key, "邻市", "核对")
    _refused(office, content, words)


def test_the_programs_own_models_are_not_replaced(office, home):
    with pytest.raises(Refused, match="本系统已经带有"):
        install_package(
            as_tester(office.analyst), write_package(models()[MODEL], national(), UNIT)
        )


def test_a_model_that_breaks_later_is_left_out_and_said(office, package):
    install_package(as_tester(office.analyst), package)
    path = folder_of(OWN) / "model.yaml"
    path.write_text(path.read_text("utf-8").replace("question:", "questions:"), "utf-8")
    note_change()
    assert OWN not in models()
    assert "question" in library().broken[OWN]
    assert MODEL in models()


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    label=st.text("预期届满未办结的线索甲乙丙ABC", min_size=1, max_size=20),
    note=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
)
def test_any_model_round_trips(office, home, label, note):
    """Whatever the words of a model are, what is installed is what was exported."""
    files = files_of()
    files["model.yaml"] = re.sub(
        "(?m)^label: .*$", lambda _: f"label: {json.dumps(label, ensure_ascii=False)}",
        files["model.yaml"],
    )  # fmt: skip
    files["query.sql"] = f"-- {note}\n" + files["query.sql"]
    by = as_tester(office.analyst)
    lay(by, fitting_model(files, OWN), files)
    content = export_model(by, OWN)
    known = content_digest(models()[OWN])
    forget(home)
    install_package(by, content)
    assert content_digest(models()[OWN]) == known
    assert (models()[OWN].label, models()[OWN].sql) == (label, files["query.sql"])
    assert export_model(by, OWN) == content
    forget(home)
