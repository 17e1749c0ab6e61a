"""A clue goes to another procuratorate or body with reasons, and comes to a receipt."""

import datetime as dt
from types import SimpleNamespace

import pytest

from xiezhi.clues.actions.receive_clue import receive_clue
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.actions.transfer_clue import transfer_clue
from xiezhi.clues.models import Clue
from xiezhi.clues.operators import operator_of
from xiezhi.clues.projection import differences
from xiezhi.clues.selectors import clue_page
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.organs.models import Person, Procuratorate

MODEL = "execution.community_correction_report_overdue"
DAY = dt.date(2026, 11, 1)


@pytest.fixture
def clue(office: SimpleNamespace, register: str) -> Clue:
    operator = operator_of(office.analyst)
    (found,) = run_model(operator, queue_run(operator, MODEL, DAY))
    return found


@pytest.fixture
def manager(office: SimpleNamespace) -> Person:
    """Case management of another procuratorate."""
    unit = Procuratorate.objects.create(
        code="YJ", name="云江院", short_name="云江", level="district"
    )
    person = Person.objects.create(code="yj-manager", name="某某", category="administrator")
    person.posts.create(procuratorate=unit, role="case_management", from_on=dt.date(2025, 1, 1))
    return person


def test_a_procuratorate_takes_a_clue_over_and_both_chains_say_so(
    office: SimpleNamespace, clue: Clue, manager: Person
) -> None:
    transfer_clue(office.analyst, clue.pk, "矫正地在云江区", unit="YJ")
    assert clue_page(manager, clue.pk).may_sign
    taken = receive_clue(manager, clue.pk, "材料齐全")
    clue.refresh_from_db()
    assert clue.state == Clue.State.TRANSFERRED
    assert (taken.procuratorate, taken.state, taken.rows) == ("YJ", "open", clue.rows)
    kinds = [entry.kind for entry in entries_of(("clue", str(clue.pk)))]
    assert sorted(kinds) == ["receive_clue", "transfer_clue"], "one from each chain"
    (entry,) = entries_of(("clue", str(taken.pk)))
    assert (entry.chain, entry.kind) == ("YJ", "take_over_clue")
    assert list(differences()) == []
    with pytest.raises(Refused, match="已经签收"):
        receive_clue(manager, clue.pk, "再签一次")


def test_the_receipt_of_another_body_is_noted_by_the_sender(
    office: SimpleNamespace, clue: Clue, manager: Person
) -> None:
    transfer_clue(office.analyst, clue.pk, "涉嫌职务犯罪", body="云州市监察委员会")
    with pytest.raises(Refused, match="不由你"):
        receive_clue(manager, clue.pk, "我来签")
    with pytest.raises(Refused, match="没有写回执"):
        receive_clue(office.analyst, clue.pk, " ")
    receive_clue(office.analyst, clue.pk, "云监收〔2026〕8号")
    assert clue_page(office.analyst, clue.pk).transfer.receipt == "云监收〔2026〕8号"


@pytest.mark.parametrize(
    ("reason", "unit", "body"),
    [(" ", "", "某机关"), ("理由", "", " "), ("理由", "YZ", ""), ("理由", "无", "")],
)
def test_reason_and_receiver_are_required(
    office: SimpleNamespace, clue: Clue, reason: str, unit: str, body: str
) -> None:
    with pytest.raises(Refused):
        transfer_clue(office.analyst, clue.pk, reason, unit=unit, body=body)
    clue.refresh_from_db()
    assert clue.state == Clue.State.OPEN


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"rows": {}}, "证据行的摘要"),
        ({"title": "改过"}, "证据行的摘要"),
        ({"state": "rejected"}, "状态"),
    ],
)
def test_a_clue_changed_in_its_table_is_found(
    office: SimpleNamespace, clue: Clue, changed: dict[str, object], field: str
) -> None:
    assert list(differences()) == []
    operator = operator_of(office.analyst)
    run_model(operator, queue_run(operator, MODEL, dt.date(2026, 11, 2)))  # refreshes the clue
    assert list(differences()) == []
    Clue.objects.update(**changed)
    assert [one.field for one in differences()] == [field]


def test_a_clue_that_is_gone_is_named(clue: Clue) -> None:
    Clue.objects.all().delete()
    (found,) = differences()
    assert (found.subject, found.field) == (clue.number, "线索")


def test_a_clue_that_comes_back_goes_on_and_may_be_sent_again(
    office: SimpleNamespace, clue: Clue, manager: Person
) -> None:
    unit = manager.posts.get().procuratorate
    until_on = dt.date(2099, 1, 1)
    manager.posts.create(
        procuratorate=unit, role="analyst", from_on=dt.date(2025, 1, 1), until_on=until_on
    )
    transfer_clue(office.analyst, clue.pk, "矫正地在云江区", unit="YJ")
    taken = receive_clue(manager, clue.pk, "")
    (entry,) = entries_of(("clue", str(taken.pk)))
    assert entry.capacity == "analyst"
    transfer_clue(manager, taken.pk, "不在本区矫正", unit="YZ")
    back = receive_clue(office.analyst, taken.pk, "", assigned_to="prosecutor")
    assert (back.pk, back.state, back.assigned_to) == (clue.pk, "open", "prosecutor")
    assert list(differences()) == []
    transfer_clue(office.analyst, back.pk, "核实后仍应由云江办理", unit="YJ")
    assert receive_clue(manager, back.pk, "").state == "open"
    assert list(differences()) == []


def test_a_clue_taken_over_and_found_again_there_is_no_difference(
    office: SimpleNamespace, clue: Clue, manager: Person
) -> None:
    transfer_clue(office.analyst, clue.pk, "矫正地在云江区", unit="YJ")
    taken = receive_clue(manager, clue.pk, "")
    operator = operator_of(office.analyst)
    Clue.objects.filter(pk=clue.pk).update(procuratorate="-")
    Clue.objects.filter(pk=taken.pk).update(procuratorate="YZ")  # as if its unit ran the model
    run_model(operator, queue_run(operator, MODEL, dt.date(2026, 11, 2)))
    taken.refresh_from_db()
    assert taken.as_of == dt.date(2026, 11, 2)
    assert list(differences()) == []
