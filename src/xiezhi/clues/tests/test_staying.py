"""A refused form stays where it was, with its message and all that was typed."""

import datetime as dt
import re
import uuid
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.operators import operator_of

MODEL = "execution.community_correction_report_overdue"
TYPED = "矫正地在别处，<应当>由当地办理"
SHOWN = "矫正地在别处，&lt;应当&gt;由当地办理"


@pytest.fixture
def clue(office: SimpleNamespace, register: str) -> Clue:
    operator = operator_of(office.analyst)
    (found,) = run_model(operator, queue_run(operator, MODEL, dt.date(2026, 11, 1)))
    return found


@pytest.fixture
def visitor(office: SimpleNamespace, client: Client) -> Client:
    client.force_login(office.analyst)
    return client


@pytest.mark.parametrize(
    ("form", "typed", "said", "kept"),
    [
        ("clue-transfer", {"reason": TYPED}, "没有写明移送给谁", f">{SHOWN}</textarea>"),
        ("clue-transfer", {"body": "某某监察委员会", "reason": " "}, "没有写移送的理由",
         'value="某某监察委员会"'),
        ("clue-reject", {"reason": TYPED}, "", f'value="{SHOWN}"'),
        ("clue-reject", {"code": "A1", "reason": ""}, "", '<option value="A1" selected>'),
        ("clue-merge", {"into": "不存在"}, "不能并入这条线索", "<h1>"),
        ("clue-verify", {"step": "1", "result": "", "text": TYPED}, "", f">{SHOWN}</textarea>"),
    ],
)  # fmt: skip
def test_a_refused_form_keeps_what_was_typed(
    visitor: Client, clue: Clue, form: str, typed: dict[str, str], said: str, kept: str
) -> None:
    page = visitor.get(reverse("clue", args=[clue.pk])).content.decode()
    assert 'id="refused"' not in page
    answer = visitor.post(reverse(form, args=[clue.pk]), typed)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert text.count('id="refused"') == 1, "the message stands at the one form it is about"
    assert clue.title in text
    own = reverse("clue", args=[clue.pk])
    assert f'name="next" value="{own}"' in text, "the way back is to a page, not to the form"
    assert said in text
    assert kept in text
    clue.refresh_from_db()
    assert clue.state == Clue.State.OPEN


def test_a_form_that_no_longer_stands_on_its_page_is_answered_on_a_page_of_its_own(
    office: SimpleNamespace, visitor: Client, clue: Clue
) -> None:
    reject_clue(office.analyst, clue.pk, "A1", "数据有误")
    answer = visitor.post(
        reverse("clue-transfer", args=[clue.pk]), {"body": "某某机关", "reason": TYPED}
    )
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "没有办成" in text
    assert "不能再办这一步" in text
    assert 'id="refused"' not in text


def test_what_the_person_may_not_do_is_told_on_its_own_page(
    office: SimpleNamespace, client: Client, clue: Clue
) -> None:
    client.force_login(office.resident)
    with_reason = {"body": "某某机关", "reason": TYPED}
    answer = client.post(reverse("clue-transfer", args=[clue.pk]), with_reason)
    assert answer.status_code in (403, 404)


def test_undoing_an_import_without_a_reason_stays_on_the_list(
    visitor: Client, register: str
) -> None:
    answer = visitor.post(reverse("import-undo", args=[register]), {"reason": ""})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert text.count('id="refused"') == 1
    assert "<details open>" in text


def test_a_refused_release_of_an_older_batch_stays_on_its_page_and_is_not_polled_away(
    office: SimpleNamespace, visitor: Client, clue: Clue
) -> None:
    operator, older, newer = operator_of(office.analyst), uuid.uuid4(), uuid.uuid4()
    held, _waiting = (queue_run(operator, MODEL, clue.as_of, asked=older) for _ in range(2))
    ModelRun.objects.filter(pk=held.pk).update(state=ModelRun.State.HELD)
    queue_run(operator, MODEL, clue.as_of, asked=newer)
    page = visitor.get(reverse("model-runs"), {"asked": str(older)}).content.decode()
    address = reverse("model-run-settle", args=[held.pk])
    (action,) = re.findall(f'action="({address}[^"]*)"', page)
    assert 'hx-trigger="every 2s"' in page
    answer = visitor.post(action, {"do": "release", "reason": " "})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert text.count('id="refused"') == 1
    assert "没有写明理由" in text
    assert "every 2s" not in text
