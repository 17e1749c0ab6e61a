"""Every model: its examples, its law, its place; and runs from imported files to hits."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from sheets import CUSTODY_HEADER, custody, person, workbook

from xiezhi.screening import (
    ModelInvalid,
    ParameterMissing,
    ScreeningError,
    availability,
    check_model,
    content_digest,
    import_file,
    load_model,
    load_models,
    national,
    overlaid,
    references,
    run,
    run_examples,
)
from xiezhi.screening.engines.dialects import differences, to_dialect
from xiezhi.screening.lint import parse
from xiezhi.screening.parameters import bind, settle
from xiezhi.screening.reference import reference_rows

PERIODS = Path(__file__).parents[2] / "packs" / "cn" / "periods"
MODELS = load_models()
SHARED = Path(__file__).parents[5] / "shared" / "law" / "articles"
DAY = date(2026, 11, 10)


def _number(period):
    """The number in the limit of a period as it stands now, whatever its unit."""
    line, name = period.strip().split(".")
    text = (PERIODS / line / f"{name}.yaml").read_text("utf-8")
    return int(re.findall(r"^ +limit: (\d+) ", text, re.MULTILINE)[-1])


LAW = {
    reference: sum(_number(part) for part in reference.split("+"))
    for model in MODELS.values()
    for reference in references(model)
}


def test_the_models_of_the_first_cut_are_here():
    assert set(MODELS) >= {
        "execution.uncredited_custody",
        "execution.pension_while_serving",
        "execution.community_correction_report_overdue",
        "criminal.detention_to_arrest_over_37_days",
        "criminal.bail_over_12_months",
        "criminal.proposal_outside_range",
        "criminal.recidivist_not_raised",
        "criminal.probation_not_allowed",
        "civil.professional_lender",
        "civil.loan_rate_above_cap",
    }


@pytest.mark.parametrize("model_id", MODELS)
def test_every_example_comes_out_as_written(model_id):
    for result in run_examples(MODELS[model_id], national(), LAW):
        assert result.passed, f"{result.name}\n应为 {result.expected}\n实为 {result.found}"


@pytest.mark.parametrize("model_id", MODELS)
def test_a_model_keeps_the_rules_of_the_house(model_id):
    model = MODELS[model_id]
    check_model(model, national())
    assert model.question.endswith("？")
    assert model.id.startswith(f"{model.line}.")
    for path in ("model.yaml", "query.sql"):
        folder = Path(__file__).parents[2] / "supervision_models" / model_id.replace(".", "/")
        assert len((folder / path).read_text("utf-8").splitlines()) <= 110
    words = set(re.findall(r"{(\w+)}", model.because))
    assert words <= set(model.yields.columns)


@pytest.mark.parametrize("model_id", [i for i, m in MODELS.items() if "spark" in m.runs_on])
def test_the_same_query_can_be_given_to_spark(model_id):
    model = MODELS[model_id]
    used = settle(model, DAY, DAY, LAW)
    sql = to_dialect(bind(model.sql, used), "spark")
    assert "TO_MONTHS" not in sql
    assert "$" not in sql
    assert differences(parse(model.sql)) == ()


def _quoted():
    for model in MODELS.values():
        for basis in (*model.breach, *model.power):
            yield model.id, basis.cite, basis.quote, basis.unverified
        for param in model.params.values():
            if param.basis:
                yield model.id, param.basis.cite, param.basis.quote, param.basis.unverified
    for table, rows in reference_rows(national()).items():
        for row in rows:
            if "cite" in row:
                yield table, row["cite"], row["quote"], row.get("unverified")


def _article(cite):
    name, year, number, sub = re.fullmatch(
        r"(.+?)\((\d{4})\) 第(\d+)条(?:之([一二三四五六七八九]))?.*", cite
    ).groups()
    article = number + (f"-{'一二三四五六七八九'.index(sub) + 1}" if sub else "")
    for line in (SHARED / f"{name}_{year}.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["article"] == article:
            return re.sub(r"\s", "", record["text"])
    raise AssertionError(f"没有这一条：{cite}")


@pytest.mark.skipif(not SHARED.exists(), reason="没有法律文本，引文未核对")
def test_every_quotation_is_in_its_article():
    for where, cite, quote, unverified in _quoted():
        if not unverified:
            assert re.sub(r"\s", "", quote) in _article(cite), f"{where}：{cite}「{quote}」"


NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True)) | {"十五": 15}


def test_the_bands_say_in_numbers_what_the_quotation_says_in_words():
    for row in reference_rows(national())["penalty_range"]:
        quote = row["quote"]
        if "依照本法" in quote:
            continue
        low = re.search(r"([一二三四五六七八九十]+)年以上(?!.*年以上)", quote)
        high = re.search(r"([一二三四五六七八九十]+)年以下", quote)
        if low:
            assert row["months_min"] == 12 * NUMERALS[low[1]], quote
        if high:
            assert row["months_max"] == 12 * NUMERALS[high[1]], quote
        assert row["short_detention"] == ("拘役" in quote), quote
        assert row["public_surveillance"] == ("管制" in quote), quote
        required = "并处" in quote and "可以并处" not in quote
        assert (row["fine"] == "required") == required, quote


def test_a_reference_the_caller_did_not_resolve_is_named(store, tmp_path):
    _import_custody(tmp_path, store)
    model = MODELS["criminal.bail_over_12_months"]
    assert references(model) == {"criminal.bail_max_12m": "月"}
    with pytest.raises(ParameterMissing, match="bail_max_12m"):
        settle(model, DAY, DAY, {})


def _import_custody(tmp_path, store):
    rows = [CUSTODY_HEADER, *(custody(n) for n in range(1, 5))]
    rows.append(custody(1, "2026-04-16", "2026-06-21"))
    import_file(workbook(tmp_path / "在押.xlsx", rows), store, data_on=date(2026, 11, 9))
    header = ["案件编号", "罪犯姓名", "身份证号", "主刑", "折抵日数"]
    case = "云公(刑)字[2025]{}号"
    sentences = [[case.format(n), "罗承砚", person(n), "有期徒刑", 30] for n in range(1, 4)]
    sentences.append([case.format(4), "罗承砚", person(4).lower(), "有期徒刑", 20])
    path = workbook(tmp_path / "判决与执行通知.xlsx", [header, *sentences])
    import_file(path, store, data_on=date(2026, 11, 8), models=tuple(MODELS.values()))


@pytest.mark.clause("column-supervision-b")
def test_from_files_to_hits_with_their_lines(tmp_path, store):
    _import_custody(tmp_path, store)
    hits = run(MODELS["execution.uncredited_custody"], store, DAY)
    assert [hit.values["short_days"] for hit in hits.hits] == [67, 10]
    first = hits.hits[0]
    assert first.because == "羁押 97 日，判处有期徒刑，应折抵 97 日，已折抵 30 日，少折抵 67 日"
    assert first.subject["identity_number"] == person(1)
    assert hits.data_on == date(2026, 11, 8)
    assert hits.rows_read == {"custody_episode": 5, "sentence": 4}
    rows = first.rows
    assert {origin.line for row in rows["custody_episode"] for origin in row.origins} == {2, 6}
    assert rows["sentence"][0].printed["case_number"] == "云公(刑)字[2025]1号"
    assert first.subject["case_number"] in {"云公(刑)字[2025]1号", "云公（刑）字〔2025〕1号"}
    assert "name" not in rows["sentence"][0].values
    assert store.row("sentence", rows["sentence"][0].row_id)["name"] == "罗承砚"
    again = run(MODELS["execution.uncredited_custody"], store, DAY)
    assert [hit.key for hit in again.hits] == [hit.key for hit in hits.hits]
    assert json.dumps(hits.as_json(), ensure_ascii=False)


def test_a_model_without_its_table_is_blocked_and_says_which(store):
    model = MODELS["execution.pension_while_serving"]
    state = availability(model, store, DAY)
    assert not state.ready
    assert "养老金发放" in state.reason
    with pytest.raises(ScreeningError, match="养老金发放"):
        run(model, store, DAY)


def test_an_import_says_what_it_enables(tmp_path, store):
    _import_custody(tmp_path, store)
    path = workbook(tmp_path / "又一份.xlsx", [CUSTODY_HEADER, custody(9)])
    report = import_file(path, store, models=tuple(MODELS.values()))
    assert "execution.uncredited_custody" in report.enables


def test_a_run_beyond_its_bounds_is_said(tmp_path, store):
    _import_custody(tmp_path, store)
    model = MODELS["execution.uncredited_custody"]
    narrow = model.model_copy(
        update={"expects": model.expects.model_copy(update={"look_from": 1})}
    )
    assert run(model, store, DAY).within_bounds
    assert not run(narrow, store, DAY).within_bounds


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"reads": {"sentence": {"nonsense": "text"}}}, "列"),
        ({"reads": {"person": {"identity_number": "text", "name": "text"}}}, "姓名"),
        ({"reads": {"nonsense": {"a": "text"}}}, "表"),
        ({"evidence": {}}, "证据"),
        ({"examples": ()}, "例子"),
        ({"sql": "SELECT 1 AS a"}, "yields"),
    ],
)
def test_a_model_that_breaks_a_rule_is_refused(change, word):
    model = MODELS["execution.uncredited_custody"]
    with pytest.raises(ModelInvalid, match=word):
        check_model(model.model_copy(update=change), national())


def test_a_model_needs_its_law_and_its_folder(tmp_path):
    source = Path(__file__).parents[2] / "supervision_models/execution/uncredited_custody"
    folder = tmp_path / "execution" / "other_name"
    folder.mkdir(parents=True)
    for file in source.iterdir():
        (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    with pytest.raises(ModelInvalid, match="文件夹"):
        load_model(folder)
    text = (folder / "model.yaml").read_text("utf-8")
    (folder / "model.yaml").write_text(re.sub(r"(?ms)^breach:.*?^power:", "power:", text), "utf-8")
    with pytest.raises(ModelInvalid, match="breach"):
        load_model(folder)


def test_a_unit_lays_its_own_value_over_the_national_one():
    model = MODELS["civil.professional_lender"]
    local = overlaid(model, {"borrowers_min": ("5", "本院2026年回测")})
    assert local.params["borrowers_min"].value == 5
    assert model.params["borrowers_min"].value == 3
    assert content_digest(model) != content_digest(local)
    used = {one.name: one for one in settle(local, DAY, DAY, LAW)}
    assert used["borrowers_min"].source == "本地参数：本院2026年回测（全国值 3）"


@pytest.mark.parametrize(
    ("model_id", "name", "value", "words"),
    [
        ("civil.professional_lender", "nonsense", "5", "没有这个参数"),
        ("civil.professional_lender", "times_min", "5", "不能改为本地值"),
        ("execution.community_correction_report_overdue", "report_days", "5", "不能改为本地值"),
        ("criminal.drug_recidivist_not_raised", "adult_months", "168", "不能改为本地值"),
        ("civil.professional_lender", "borrowers_min", "-1", "范围"),
        ("criminal.debt_assigned_to_evade", "fair_share", "1.2", "范围"),
        ("criminal.debt_assigned_to_evade", "fair_share", "NaN", "范围"),
        ("civil.professional_lender", "borrowers_min", "3.5", "应为 int"),
    ],
)
def test_what_no_unit_may_set_is_refused(model_id, name, value, words):
    with pytest.raises(ScreeningError, match=words):
        overlaid(MODELS[model_id], {name: (value, "回测")})


def test_a_local_value_written_into_a_model_is_refused(tmp_path):
    folder = tmp_path / "civil" / "professional_lender"
    shutil.copytree(
        Path(__file__).parents[2] / "supervision_models" / "civil" / "professional_lender", folder
    )
    path = folder / "model.yaml"
    line = "value: 3, mark: D, local: {source: x, national: 9}"
    path.write_text(path.read_text("utf-8").replace("value: 3, mark: D", line), "utf-8")
    with pytest.raises(ModelInvalid, match="本地参数不写在模型里"):
        load_model(folder)
