"""Loading packs: what a mistake in a rule file looks like to its author, and overlays."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from xiezhi.law import LawError, PackError, due, load_pack, national
from xiezhi.law.calendar import published_calendar
from xiezhi.law.packs import packs_folder

PERIOD = "periods/criminal/protest_judgment_10d.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with the facts, instruments and counting of the national one and a single period."""
    root = packs_folder() / "cn"
    copy = tmp_path / "cn"
    (copy / "periods/criminal").mkdir(parents=True)
    for name in ("pack.yaml", "facts.yaml", "instruments.yaml", PERIOD):
        shutil.copy(root / name, copy / name)
    shutil.copytree(root / "counting", copy / "counting")
    return copy


def overlay(folder: Path, text: str, narrows: str = "cn") -> Path:
    above = folder.parent / "cn-fujian"
    (above / "periods/criminal").mkdir(parents=True)
    head = f"name: cn-fujian\nlabel: 福建\nversion: '1'\nnarrows: {narrows}\n"
    (above / "pack.yaml").write_text(head, encoding="utf-8")
    (above / PERIOD).write_text(text, encoding="utf-8")
    return above


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("limit: 10 days", "limit: ten days", "不是期限长度"),
        ("limit: 10 days", "limitt: 10 days", "limitt.*没有这个字段"),
        ("limit: 10 days\n", "\n", "每个版本须写明 limit"),
        ("label:", "labe:", "label.*缺少这一项"),
        ("binds: ", "binds: nobody_", "不在可选的值之内"),
        ("id: criminal.", "id: civil.", "与文件路径不符.*criminal.protest_judgment_10d"),
        ("from: 2018-10-26", "from: 昨天", "不是日期|日期"),
        ("from: 2018-10-26", "from: 2018-10-26, until: 2018-01-01", "须晚于"),
        ("刑事诉讼法(2018) 第230条", "刑诉法230条", "写法有误，应如"),
        ("counting: criminal", "counting: criminal\ncounting: custody", "键「counting」重复"),
        ("versions:", "versions: [", "YAML 写法有误"),
    ],
)
def test_a_mistake_names_file_field_and_cure(folder: Path, old: str, new: str, said: str) -> None:
    path = folder / PERIOD
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=said) as caught:
        load_pack(folder)
    assert path.name in str(caught.value)


def test_a_gap_between_versions_is_refused(folder: Path) -> None:
    path = folder / PERIOD
    text = path.read_text(encoding="utf-8")
    version = text[text.index("  - in_force") : text.index("examples:")].rstrip()
    earlier = version.replace("from: 2018-10-26", "from: 2013-01-01, until: 2018-10-01")
    path.write_text(text.replace(version, f"{earlier}\n{version}"), encoding="utf-8")
    with pytest.raises(PackError, match="2018-10-01 至 2018-10-26 之间没有任何版本"):
        load_pack(folder)


def test_an_overlay_may_narrow_but_not_loosen(folder: Path) -> None:
    text = (folder / PERIOD).read_text(encoding="utf-8")
    shorter = overlay(folder, text.replace("limit: 10 days", "limit: 8 days"))
    narrowed = load_pack(folder, [shorter])
    start = date(2025, 3, 3)
    assert due("protest_judgment_10d", start, pack=narrowed).due_on == date(2025, 3, 11)
    assert narrowed.declared.endswith("+cn-fujian-1")
    (shorter / PERIOD).write_text(text.replace("limit: 10 days", "limit: 12 days"))
    with pytest.raises(PackError, match="放宽了全国规则"):
        load_pack(folder, [shorter])


def test_an_overlay_says_what_it_narrows(folder: Path) -> None:
    text = (folder / PERIOD).read_text(encoding="utf-8")
    with pytest.raises(PackError, match="应写明所收紧的包：cn"):
        load_pack(folder, [overlay(folder, text, narrows="cn-beijing")])


def test_a_year_of_holidays_can_be_added_by_file(folder: Path) -> None:
    (folder / "calendar").mkdir()
    year = "id: 2027\nnotice: 国务院办公厅通知\nrest: [2027-01-01]\nwork: [2027-01-10]\n"
    (folder / "calendar/2027.yaml").write_text(year, encoding="utf-8")
    days = load_pack(folder).days
    assert days.published(date(2027, 1, 4))
    assert days.is_rest(date(2027, 1, 1))
    assert not days.is_rest(date(2027, 1, 10))
    assert not published_calendar().published(date(2027, 1, 4))


def test_ids_resolve_by_their_last_part() -> None:
    assert national().period("file_access_3wd").id == "criminal.file_access_3wd"
    with pytest.raises(LawError, match=r"没有「file_access」.*是否指：criminal\.file_access_3wd"):
        national().period("file_access")


def test_make_up_days_are_working_days() -> None:
    days = published_calendar()
    assert not days.is_rest(date(2026, 10, 10))
    assert days.name(date(2026, 10, 10)) == "调休上班"
    assert days.name(date(2026, 10, 1)) == "国庆节"
    assert days.roll_later(date(2026, 10, 1)) == date(2026, 10, 8)
    assert days.roll_later(date(2026, 12, 31)) == date(2026, 12, 31)
    assert days.roll_later(date(2027, 1, 2)) is None
