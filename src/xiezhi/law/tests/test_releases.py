"""A pack's version: what it declares and what it says; released lines stand for ever."""

import random
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.law import PackError, load_pack, national
from xiezhi.law.command import law
from xiezhi.law.contents import (
    Layer,
    RuleFile,
    content_of,
    digest_in,
    layers_of,
    read_layer,
    shortened,
)
from xiezhi.law.packs import pack_from, packs_folder
from xiezhi.law.releases import changed_since_release, is_released, release, releases

PERIOD = "periods/criminal/protest_judgment_10d.yaml"
plain = st.none() | st.booleans() | st.integers() | st.text() | st.dates()
keys = st.text(max_size=5) | st.integers() | st.dates()
written = st.recursive(
    plain, lambda inside: st.lists(inside) | st.dictionaries(keys, inside), max_leaves=8
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small pack of its own."""
    root, copy = packs_folder() / "cn", tmp_path / "cn"
    (copy / "periods/criminal").mkdir(parents=True)
    for name in ("pack.yaml", "facts.yaml", "instruments.yaml", PERIOD):
        shutil.copy(root / name, copy / name)
    shutil.copytree(root / "counting", copy / "counting")
    return copy


def reword(folder: Path) -> None:
    path = folder / PERIOD
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("label: ", "label: 另", 1), encoding="utf-8")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(law, arguments)
    return result.exit_code, result.output


@given(content=written)
def test_what_yaml_read_comes_back_from_the_bytes(content: object) -> None:
    layer = Layer({"name": "cn"}, (RuleFile("facts", "facts.yaml", content),))
    assert layers_of(content_of([layer]), "x") == (layer,)


def test_the_order_in_which_a_folder_is_listed_does_not_count() -> None:
    layer = read_layer(packs_folder() / "cn")
    mixed = list(layer.files)
    random.Random(7).shuffle(mixed)
    assert mixed != list(layer.files)
    assert content_of([Layer(layer.head, tuple(mixed))]) == national().content


def test_comments_do_not_count_and_a_changed_word_does(folder: Path) -> None:
    before = load_pack(folder).version
    path = folder / PERIOD
    path.write_text(f"# 说明\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert load_pack(folder).version == before
    reword(folder)
    assert load_pack(folder).version != before


def test_a_pack_comes_back_from_its_bytes_as_it_was() -> None:
    now = national()
    kept = pack_from(now.content)
    assert (kept.version, kept.declared, kept.digest) == (now.version, now.declared, now.digest)
    assert dict(kept.procedures) == dict(now.procedures)
    assert dict(kept.periods) == dict(now.periods)
    assert list(kept.facts) == list(now.facts)
    assert kept.folders == ()


def test_an_overlay_changes_the_version(folder: Path) -> None:
    above = folder.parent / "cn-fujian"
    (above / "calendar").mkdir(parents=True)
    head = "name: cn-fujian\nlabel: 福建\nversion: '1'\nnarrows: cn\n"
    (above / "pack.yaml").write_text(head, encoding="utf-8")
    year = "id: 2031\nnotice: 通知\nrest: [2031-01-01]\nwork: []\n"
    (above / "calendar/2031.yaml").write_text(year, encoding="utf-8")
    both, alone = load_pack(folder, [above]), load_pack(folder)
    assert both.digest != alone.digest
    assert both.declared == f"{alone.declared}+cn-fujian-1"
    assert pack_from(both.content).days.is_rest(date(2031, 1, 1))


def test_a_version_fits_an_entry_and_carries_the_digest() -> None:
    version = national().version
    assert len(version) <= 64
    assert national().digest.startswith(digest_in(version))
    assert re.fullmatch(r"[0-9.]+\+[0-9a-f]{8}", shortened(version))
    assert (digest_in("2026.11.0"), shortened("2026.11.0")) == ("", "2026.11.0")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format":"x","layers":[]}', b"\xff"])
def test_other_bytes_are_no_pack(content: bytes) -> None:
    with pytest.raises(PackError, match=r"规则包 [0-9a-f]{8}"):
        pack_from(content)


def test_released_content_may_not_change_under_its_version(folder: Path) -> None:
    assert not is_released(folder)
    assert release(folder, "2027.1") == "2027.1"
    assert is_released(folder)
    assert load_pack(folder).version.startswith("2027.1+")
    reword(folder)
    said, line = changed_since_release(folder)
    assert "2027.1 发布之后内容有改动" in said
    assert line == 4
    with pytest.raises(PackError, match=r"2027\.1 已经发布"):
        release(folder)
    earlier = dict(releases(folder))
    release(folder, "2027.2")
    assert releases(folder) == {**earlier, "2027.2": load_pack(folder).digest}
    assert changed_since_release(folder) == ("", None)


def test_the_commands_tell_the_version_and_what_to_do(folder: Path) -> None:
    code, said = run("check", "--pack", str(folder))
    assert (code, "（未发布）" in said) == (0, True)
    code, said = run("release", "--pack", str(folder))
    assert (code, "已发布 " in said) == (0, True)
    assert "（已发布）" in run("check", "--pack", str(folder))[1]
    reword(folder)
    code, said = run("check", "--pack", str(folder))
    assert code == 1
    assert "改用新的 version" in said
    assert run("release", "--pack", str(folder))[0] == 1
    assert run("release", "2027+x", "--pack", str(folder))[0] == 1
    assert run("release", "2027.3", "--pack", str(folder))[0] == 0
    assert run("check", "--pack", str(folder))[0] == 0
