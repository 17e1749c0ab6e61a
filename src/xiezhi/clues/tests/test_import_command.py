"""``xiezhi import`` as it is typed: what it says, what it gives as JSON, what it takes."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from xiezhi.clues.command import import_files
from xiezhi.clues.profiles import profiles
from xiezhi.ledger.chains import LOCAL
from xiezhi.modelling.library import store

KEYS = ["file", "sheet", "table", "rows", "kept", "quarantined", "duplicates", "noise", "mapping"]
HEADER = "矫正对象,身份证号,矫正类型,判决生效日期,入矫日期,民族"
FIRST = "谢停云,99010219800304031X,缓刑,2026-03-02,2026-04-20,汉"
SECOND = "罗承砚,990102198503040316,缓刑,2026-03-02,2026-03-09,汉"


@pytest.fixture(autouse=True)
def home(db, settings, tmp_path):
    settings.XIEZHI_HOME = tmp_path / "home"


@pytest.fixture
def write(tmp_path):
    def make(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join(lines), "utf-8")
        return str(path)

    return make


def _run(*given):
    return CliRunner().invoke(import_files, [*given, "--as-of", "2026-11-01"])


def test_the_keys_of_each_sheet_and_a_file_given_again_or_refused(write):
    path = write("社区矫正对象名册.csv", "云州市社区矫正对象名册", HEADER, FIRST, FIRST, SECOND)
    menu = write("菜单.csv", "菜名,价格", "面,8")
    for _ in range(2):
        answer = _run(path, menu, "--json")
        sheet, refused = json.loads(answer.stdout)
        assert answer.exit_code == 1
        assert list(sheet) == list(refused) == KEYS
        assert [sheet[key] for key in KEYS[2:8]] == ["community_correction", 3, 2, 0, 1, 1]
        assert sheet["mapping"]["身份证号"] == "identity_number"
        assert sheet["mapping"]["民族"] is None
        assert "谢停云" not in answer.stdout
        assert (refused["file"], refused["table"], refused["rows"]) == ("菜单.csv", None, 0)
        assert "菜单.csv：没有导入" in answer.stderr


def test_what_is_said_at_the_end(write):
    bad = SECOND.replace("2026-03-09", "2026.13.05")
    path = write("社区矫正对象名册.csv", "云州市社区矫正对象名册", HEADER, FIRST, FIRST, bad)
    said = _run(path).output
    for words in ("3 行", "入库 1", "隔离 1 行：bad_date", "完全重复 1", "剔除标题、合计、说明 1",
                  "文件里没有：", "受阻：", "数据截至：2026-11-01"):  # fmt: skip
        assert words in said
    again = _run(path).output
    assert "什么也没有改变" in again
    assert "入库 1" in again


def test_parts_of_one_table_and_a_part_without_its_header(write):
    one = write("名册_1.csv", HEADER, FIRST)
    two = write("名册_2.csv", HEADER, SECOND, FIRST)
    bare = write("名册_3.csv", SECOND, FIRST)
    answer = _run(one, two, bare)
    assert answer.exit_code == 1
    assert "名册_3.csv：没有导入" in answer.stderr
    assert "分成几个文件的，每个都要有" in answer.stderr
    with store(LOCAL).reading() as (con, alias):
        sql = f"SELECT count(*) FROM {alias}.community_correction"
        assert con.execute(sql).fetchone() == (2,)


def test_a_confirmed_mapping_is_asked_for_by_name(write):
    header = ["谁", "号码", "哪一种", "生效"]
    mapping = dict(zip(header, ["name", "identity_number", "kind", "effective_on"], strict=True))
    path = write("表.csv", ",".join(header), "谢停云,99010219800304031X,缓刑,2026-03-02")
    answer = _run(path, "--profile", "司法局名册")
    assert answer.exit_code == 1
    assert "没有这个名称的对应（原值：司法局名册）" in answer.output
    profiles().remember(
        header,
        "community_correction",
        mapping,
        by="苏晚照",
        on=date(2026, 10, 9),
        name="司法局名册",
    )
    other = write("菜单.csv", "菜名,价格", "面,8")
    answer = _run(path, other, "--profile", "司法局名册", "--json")
    assert [row["table"] for row in json.loads(answer.stdout)] == ["community_correction", None]
    assert "表头里没有对应“司法局名册”的任何一列" in answer.stderr
    answer = _run(path, "--profile", "别的")
    assert "司法局名册（community_correction，苏晚照 2026-10-09 确认）" in answer.output
    assert _run(path, "--profile", "司法局名册", "--table", "custody_episode").exit_code == 2


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://xiezhi:Geheim9@127.0.0.1:1/yunzhou",
        "postgresql://xiezhi:Ge@Geheim9@127.0.0.1:1/yunzhou",
        "postgres://xiezhi:Ge/Geheim9@127.0.0.1:1/yunzhou",
        "postgresql:/xiezhi:Geheim9@127.0.0.1/yunzhou",
        "mysql://root:Geheim9@127.0.0.1/yunzhou",
    ],
)
def test_no_password_is_repeated(address):
    answer = _run(address, "--from", "在押人员台账", "--json")
    assert answer.exit_code in (1, 2)
    assert "Geheim9" not in answer.output
    assert sum("\u4e00" <= char <= "\u9fff" for char in answer.output) > 6


def test_a_table_is_named_only_with_a_database(write):
    path = write("名册.csv", HEADER, FIRST)
    assert "同时写明 postgresql://" in _run(path, "--from", "台账").output
    answer = _run(str(path) + "x")
    assert answer.exit_code == 2
    assert "没有这个文件或者文件夹" in answer.output
