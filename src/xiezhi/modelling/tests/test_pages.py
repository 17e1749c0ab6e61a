"""The pages of a model's life and the workshop, by role."""

import pytest
from django.urls import reverse

from xiezhi.ledger.selectors import entries_of
from xiezhi.modelling.access import as_tester
from xiezhi.modelling.actions.back_test import queue_back_test, run_back_test
from xiezhi.modelling.actions.keep_draft import begin_draft, install_draft, save_draft
from xiezhi.modelling.library import models
from xiezhi.modelling.models import BackTest, Draft, LocalValue, Standing
from xiezhi.modelling.packages import write_package
from xiezhi.modelling.planted import planting_of
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.subjects import model_subject
from xiezhi.modelling.tests.conftest import ANSWERS, DAY, MODEL, UNIT
from xiezhi.modelling.tests.test_packages import OWN, files_of
from xiezhi.modelling.workshop import comparison, tried
from xiezhi.screening import Limits, national

LENDER = "civil.professional_lender"


def _at(client, person, name, *args, **given):
    client.force_login(person)
    address = reverse(name, args=args)
    return client.post(address, given) if given else client.get(address)


def test_adoption_walks_over_the_pages(office, home, client):
    assert _at(client, office.analyst, "model-tests", MODEL, do="test").status_code == 302
    test = BackTest.objects.get()
    assert test.state in (BackTest.State.QUEUED, BackTest.State.DONE)
    page = _at(client, office.analyst, "model-tests", MODEL).content.decode()
    assert test.get_state_display() in page
    assert _at(client, office.analyst, "model-ask", MODEL, **ANSWERS).status_code == 302
    refused = _at(client, office.chief, "model-stage", MODEL, do="adopt", reason="采用")
    assert refused.status_code == 409
    assert "需要两名评审人同意" in refused.content.decode()
    assert not Standing.objects.exists()
    given = {"do": "agree", "remark": "看过"}
    assert _at(client, office.analyst, "model-review", MODEL, **given).status_code == 403
    assert _at(client, office.second, "model-review", MODEL, **given).status_code == 302


def test_the_models_page_says_what_stands_against_adoption(office, home, client):
    page = _at(client, office.chief, "model", MODEL).content.decode()
    for words in ("采用以前还要", "先做回测", "是否必要", "是否可行", "是否准确"):
        assert words in page
    centre = _at(client, office.chief, "models").content.decode()
    assert "全部阶段" in centre
    assert _at(client, office.chief, "models").status_code == 200


def test_what_is_known_is_laid_down_by_the_analyst_and_tested(office, home, client):
    known = (
        "违法，99010219800304031X，逾期四十日",
        "合法,990102198503040316",
        "违法，990102198503040399，漏报",
    )
    given = {"marks": "\n".join(known), "as_of": "2026-11-10"}
    assert _at(client, office.prosecutor, "model-marks", MODEL, **given).status_code == 403
    assert _at(client, office.analyst, "model-marks", MODEL, **given).status_code == 302
    test = run_back_test(as_tester(office.analyst), queue_back_test(office.analyst, MODEL))
    assert (test.found, test.missed, test.false) == (1, 1, 0)
    assert test.record["missed"] == ["漏报"]
    page = _at(client, office.analyst, "model", MODEL).content.decode()
    assert "已知的违法 2 条、合法而相似的 1 条，数据日 2026-11-10" in page
    assert "99010219800304031X" in page
    assert "99010219800304031X" not in _at(client, office.chief, "model", MODEL).content.decode()
    entry = entries_of(model_subject(UNIT, MODEL))[0]
    assert (entry.kind, entry.data["breaches"], entry.data["decoys"]) == ("lay_marks", 2, 1)
    assert "99010219800304031X" not in str(entry.data)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ("违法，99010219800304031X\n逾期，99010219", "第 2 行「逾期，99010219」读不懂"),
        ("合法，990102198503040316，按期", "没有写已知的违法"),
        ("", "没有写已知的违法"),
    ],
)
def test_wrong_lines_are_named_and_nothing_is_laid_down(office, home, client, known, told):
    before = planting_of(UNIT, MODEL)
    answer = _at(client, office.analyst, "model-marks", MODEL, marks=known, as_of="2026-11-10")
    assert (answer.status_code, told in answer.content.decode()) == (409, True)
    bad = _at(client, office.analyst, "model-marks", MODEL, marks="违法，1", as_of="昨天")
    assert (bad.status_code, "「昨天」不是日期" in bad.content.decode()) == (409, True)
    assert planting_of(UNIT, MODEL) == before
    assert not entries_of(model_subject(UNIT, MODEL))


def test_an_own_value_is_shown_beside_the_national_one(office, home, client):
    given = {"parameter": "borrowers_min", "value": "5", "source": "回测", "reason": "活跃"}
    assert _at(client, office.analyst, "model-local", LENDER, **given).status_code == 302
    page = _at(client, office.prosecutor, "model", LENDER).content.decode()
    assert "全国值 3" in page
    bad = _at(client, office.analyst, "model-local", LENDER, **{**given, "value": "-3"})
    assert (bad.status_code, "范围" in bad.content.decode()) == (409, True)
    assert LocalValue.objects.get(withdrawn_at=None).value == "5"
    assert _at(client, office.prosecutor, "model-local", LENDER, **given).status_code == 403
    given = {"parameter": "borrowers_min", "do": "withdraw", "reason": "回到全国值"}
    assert _at(client, office.analyst, "model-local", LENDER, **given).status_code == 302
    assert not LocalValue.objects.filter(withdrawn_at=None).exists()


def test_a_package_is_given_out_and_its_refusal_told(office, home, client):
    answer = _at(client, office.analyst, "model-export", MODEL, do="export")
    assert answer.content == write_package(models()[MODEL], national(), UNIT)
    assert _at(client, office.prosecutor, "model-export", MODEL, do="export").status_code == 403
    assert _at(client, office.analyst, "model-packages", do="install").status_code == 409
    assert "本机的公钥" in _at(client, office.prosecutor, "model-packages").content.decode()
    assert _at(client, office.clerk, "model-packages").status_code == 403


def test_a_draft_is_tried_and_its_examples_seen(office, home, client):
    answer = _at(client, office.prosecutor, "workshop", based_on=MODEL)
    draft = Draft.objects.get()
    assert answer.url == reverse("draft", args=[draft.pk])
    page = _at(client, office.prosecutor, "draft", draft.pk, do="try", **draft.files)
    told = page.content.decode()
    assert "试运行：1 行" in told
    assert "99010219800304031X" not in told
    assert "读表：" in told
    assert "没有发布" in told
    told = _at(client, office.prosecutor, "draft", draft.pk, do="examples", **draft.files)
    assert "全部通过" in told.content.decode()
    assert _at(client, office.second, "draft", draft.pk, do="save").status_code == 403
    assert _at(client, office.clerk, "draft", draft.pk).status_code == 403
    assert _at(client, office.prosecutor, "draft", draft.pk, do="discard").status_code == 302
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT identity_number\nFROM nonsense", "数据字典中没有这张表"),
        ("SELECT nonsense\nFROM community_correction", "nonsense"),
        ("SELECT identity_number,\nFROM (", "第 2 行"),
        ("SELECT *\nFROM community_correction", "第 1 行"),
        ("SELECT identity_number,\n read_text(kind) AS x FROM community_correction", "第 2 行"),
        ("SELECT name FROM community_correction", "name"),
        ("DELETE FROM community_correction", "只能是一条 SELECT"),
        ("SELECT kind FROM read_csv('/etc/passwd')", "读"),
    ],
)
def test_bad_sql_gets_the_lint_in_chinese(office, home, sql, words):
    result = tried("try", UNIT, files_of(**{"query.sql": sql}), DAY)
    assert result.sample is None
    assert words in result.problem


def test_a_sample_stops_at_its_limits(office, home, monkeypatch):
    wide = ", ".join(f"community_correction AS t{n}" for n in range(24))
    sql = f"SELECT t0.kind AS kind FROM {wide}"
    monkeypatch.setattr(
        "xiezhi.modelling.sample.LIMITS", Limits(seconds=1, megabytes=256, threads=1)
    )
    result = tried("try", UNIT, files_of(**{"query.sql": sql}), DAY)
    assert "已停止" in result.problem


def test_a_draft_becomes_an_installed_model_that_its_author_may_not_review(office, home):
    draft = begin_draft(office.prosecutor)
    save_draft(office.prosecutor, draft, {**draft.files, **files_of()})
    model = install_draft(office.analyst, draft)
    assert (model.id, models()[OWN].label) == (OWN, model.label)
    assert Standing.objects.filter(model=OWN).count() == 0
    assert Stage.DRAFT.label == "起草"


def test_the_skeleton_is_a_whole_model(office, home):
    draft = begin_draft(office.prosecutor)
    assert install_draft(office.analyst, draft).id == "criminal.new_model"


def test_two_versions_are_compared(office, home):
    sql = files_of()["query.sql"].replace("'实际 '", "'实为 '")
    none = files_of()["query.sql"].replace("> due_on", "> due_on AND kind = '假释'")
    drafts = {
        "draft:b": files_of(**{"query.sql": sql}),
        "draft:c": files_of(**{"query.sql": none}),
    }
    changed = comparison(MODEL, "draft:b", drafts, UNIT, DAY)
    assert dict(changed.rows.counts) == {"only_a": 0, "only_b": 0, "changed": 1, "same": 0}
    assert changed.rows.changed[0][1][0][0] == "reported_words"
    assert {line.mark for line in changed.texts["query.sql"]} >= {"+", "-"}
    gone = comparison(MODEL, "draft:c", drafts, UNIT, DAY)
    assert dict(gone.rows.counts) == {"only_a": 1, "only_b": 0, "changed": 0, "same": 0}


def test_the_comparison_has_a_page(office, home, client):
    client.force_login(office.analyst)
    page = client.get(reverse("model-compare"), {"a": MODEL, "b": MODEL})
    assert "相同 1 行" in page.content.decode()
    assert client.get(reverse("model-compare"), {"a": MODEL, "b": "no.such"}).status_code == 404
