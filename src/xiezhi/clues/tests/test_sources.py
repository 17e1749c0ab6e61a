"""One repository for every source: registered, joined, screened, split, handed over, kept."""

import datetime as dt
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.classify_clue import classify_clue
from xiezhi.clues.actions.establish_clue import establish_clue
from xiezhi.clues.actions.hand_over_clue import answer_handover, hand_over_clue
from xiezhi.clues.actions.merge_clue import merge_clue
from xiezhi.clues.actions.note_feedback import note_feedback
from xiezhi.clues.actions.receive_clue import receive_clue
from xiezhi.clues.actions.register_clue import ClueGiven, register_clue
from xiezhi.clues.actions.screen_clue import end_at_screening, take_up_clue
from xiezhi.clues.actions.split_clue import PartGiven, split_clue
from xiezhi.clues.actions.transfer_clue import transfer_clue
from xiezhi.clues.actions.verify_clue import verify_clue
from xiezhi.clues.models import Clue, Handover, Report
from xiezhi.clues.moves import missing_feedback, overdue_handovers
from xiezhi.clues.projection import differences
from xiezhi.clues.reports import IN_GOOD_HANDS, my_reports
from xiezhi.clues.repository_rules import measures
from xiezhi.clues.selectors import clue_board, clue_page
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of, latest
from xiezhi.organs.models import Department, Person, Procuratorate

NUMBER = "99010219800304031X"
BREACH = "刑法(2023) 第47条"


def given(**more: Any) -> ClueGiven:
    told = {
        "source": "agency", "matter": "羁押97日，只折抵67日", "reasons": "来函所附羁押记录",
        "line": "execution", "breach": BREACH, "subject_kind": "person", "name": "罗承砚",
        "number": NUMBER, "sender": "云州市司法局", "reference": "云司函〔2026〕8号",
    }  # fmt: skip
    return ClueGiven(**{**told, **more})


def hire(code: str, role: str, function: str) -> Person:
    unit = Procuratorate.objects.get(code="YZ")
    department, _new = Department.objects.get_or_create(
        procuratorate=unit, code=function[:8],
        defaults={"name": function, "function": function, "from_on": "2025-01-01"},
    )  # fmt: skip
    person = Person.objects.create(code=code, name=code, category="prosecutor")
    person.posts.create(procuratorate=unit, department=department, role=role, from_on="2025-01-01")
    return person


@pytest.fixture
def clue(office: SimpleNamespace) -> Clue:
    return register_clue(office.manager, given()).clue


def test_a_second_report_of_subject_and_breach_joins_the_first(
    office: SimpleNamespace, clue: Clue
) -> None:
    again = given(source="petition", sender="", reference="来信12号", breach=f"{BREACH}第1款")
    assert register_clue(office.manager, again).clue == clue
    other = register_clue(office.manager, given(breach="刑法(2023) 第44条"))
    assert other.clue != clue
    assert Clue.objects.count() == 2
    page = clue_page(office.analyst, clue.pk)
    assert [one.kind for one in page.reports] == ["其他机关移送", "控告、申诉、举报"]
    assert [one.kind for one in page.history] == ["register_clue", "join_report"]
    assert [one.id for one in page.candidates] == [other.clue.pk]
    assert NUMBER not in page.reports[0].number
    assert list(differences()) == []
    Report.objects.update(text="改过")
    assert {one.field for one in differences()} == {"证据行的摘要"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"number": "990102198003040319"}, "校验码"),
        ({"breach": "没有这部法 第1条"}, "哪一条"),
        ({"sender": ""}, "机关"),
        ({"source": "superior", "reference": " "}, "文号"),
        ({"reasons": ""}, "理由"),
        ({"restricted_class": "state_secret"}, "国家秘密"),
        ({"line": "x"}, "条线"),
    ],
)
def test_what_a_source_needs_is_asked_for(
    office: SimpleNamespace, more: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        register_clue(office.manager, given(**more))
    assert not Clue.objects.exists()


def test_each_source_has_its_registrars(office: SimpleNamespace) -> None:
    with pytest.raises(Refused) as refused:
        register_clue(office.prosecutor, given())
    assert refused.value.level == 403
    with pytest.raises(Refused, match="没有你能看到的案件"):
        register_clue(office.prosecutor, given(source="case", proceeding="云检刑诉〔2026〕1号"))


def test_a_registered_clue_is_screened_before_it_is_verified(
    office: SimpleNamespace, clue: Clue
) -> None:
    with pytest.raises(Refused, match="待初核"):
        verify_clue(office.analyst, clue.pk, 0, "confirms", "看过")
    with pytest.raises(Refused, match="没有写为什么"):
        end_at_screening(office.analyst, clue.pk, "D1", " ")
    take_up_clue(office.analyst, clue.pk)
    verify_clue(office.analyst, clue.pk, 0, "confirms", "羁押记录与判决不一致")
    assert establish_clue(office.analyst, clue.pk, "属实").state == Clue.State.ESTABLISHED
    assert my_reports(office.manager)[0].state == "核实成立"


@pytest.mark.parametrize("measure", sorted(measures().forbidden))
def test_a_measure_against_liberty_or_property_is_refused_by_its_article(
    office: SimpleNamespace, clue: Clue, measure: str
) -> None:
    take_up_clue(office.analyst, clue.pk)
    with pytest.raises(Refused, match="不能采取") as refused:
        verify_clue(office.analyst, clue.pk, 0, "confirms", "查封", measure=measure)
    assert refused.value.refusals[0].citation is not None
    with pytest.raises(Refused, match="二人以上"):
        verify_clue(office.analyst, clue.pk, 0, "confirms", "问过", measure="ask_officers")
    verify_clue(
        office.analyst, clue.pk, 0, "confirms", "问过", measure="ask_officers",
        together_with="resident",
    )  # fmt: skip


def test_a_clue_goes_to_another_function_which_signs_or_returns_it(
    office: SimpleNamespace, clue: Clue
) -> None:
    head = hire("civil-head", "department_head", "civil")
    assert not visible_clues(head).exists()
    hand_over_clue(office.analyst, clue.pk, "civil", "涉及民事判决")
    assert visible_clues(head).get() == clue
    with pytest.raises(Refused, match="还没有签收"):
        take_up_clue(office.analyst, clue.pk)
    with pytest.raises(Refused, match="退回的理由"):
        answer_handover(head, clue.pk, accepted=False, reason="")
    answer_handover(head, clue.pk, accepted=False, reason="不涉及民事诉讼")
    assert not visible_clues(head).exists()
    hand_over_clue(office.analyst, clue.pk, "civil", "补充了判决书")
    due = Handover.objects.get(answer="").due_on
    assert overdue_handovers(office.analyst, due) == ()
    late = overdue_handovers(office.analyst, due + dt.timedelta(days=1))
    assert [one.clue for one in late] == [clue]
    taken = answer_handover(head, clue.pk, accepted=True, reason="", assigned_to="prosecutor")
    assert (taken.line, taken.assigned_to) == ("civil", "prosecutor")
    kinds = [entry.kind for entry in entries_of(("clue", str(clue.pk)))]
    assert my_reports(office.manager)[0].state == "待初核"
    assert kinds.count("hand_over_clue") == kinds.count("answer_handover") == 2


def test_a_split_part_is_a_clue_of_its_own_and_both_histories_say_so(
    office: SimpleNamespace, clue: Clue
) -> None:
    part = PartGiven("罚金没有移送执行", "刑法(2023) 第53条", "execution", "另一项判决内容")
    new = split_clue(office.analyst, clue.pk, part)
    assert (new.split_from, new.state) == (clue, Clue.State.RECEIVED)
    told = clue_page(office.analyst, clue.pk)
    assert (told.history[-1].kind, told.history[-1].other) == ("split_clue", new.number)
    assert clue_page(office.analyst, new.pk).history[0].other == clue.number
    assert [label for label, _one in told.kin] == ["分出"]
    with pytest.raises(Refused, match="没有这一行证据"):
        split_clue(office.analyst, clue.pk, PartGiven("甲", BREACH, "civil", "乙", (("x", 0),)))
    merge_clue(office.analyst, new.pk, clue.pk)
    assert clue_page(office.analyst, clue.pk).history[-1].kind == "take_in_clue"
    assert list(differences()) == []


@pytest.mark.clause("reform-17d")
def test_nobody_but_its_readers_learns_of_a_restricted_clue(office: SimpleNamespace) -> None:
    head = hire("inv-head", "department_head", "investigation")
    report = register_clue(office.manager, given(restricted_class="judicial_crime"))
    assert report.clue.number.startswith("YZ-X")
    plain = register_clue(office.manager, given()).clue
    assert plain != report.clue  # a report of another class joins nothing
    assert plain.number.endswith("-00001")  # no gap tells of the other
    for person in (office.analyst, office.manager, office.prosecutor):
        assert report.clue not in visible_clues(person)
        board = clue_board(person)
        assert sum(n for _s, _l, n in board.states) == board.total <= 1
        browser = Client()
        browser.force_login(person)
        for address in (reverse("clue", args=[report.clue.pk]), f"{reverse('search')}?q=折抵"):
            assert report.clue.number not in browser.get(address).content.decode()
    assert my_reports(office.manager)[1].state == IN_GOOD_HANDS
    assert not any(row.subject[0] == "restricted_clue" for row in latest("YZ", 30))
    browser = Client()
    browser.force_login(head)
    assert browser.get(reverse("clue", args=[report.clue.pk])).status_code == 200
    opened = entries_of(("restricted_clue", str(report.clue.pk)))[-1]
    assert (opened.kind, opened.by) == ("open_clue", "inv-head")
    with pytest.raises(Refused, match="不能并入"):  # as if there were none
        merge_clue(office.analyst, plain.pk, report.clue.pk)
    assign_clue(head, report.clue.pk, "resident")
    assert visible_clues(office.resident).get() == report.clue


@pytest.mark.clause("reform-24g", "zhangzhou-13b")
def test_a_clue_on_an_official_leaves_by_the_chief_with_a_letter(
    office: SimpleNamespace, clue: Clue
) -> None:
    classify_clue(office.analyst, clue.pk, "official_violation", "涉及公职人员")
    assert not visible_clues(office.analyst).exists()
    with pytest.raises(Refused) as refused:
        transfer_clue(office.analyst, clue.pk, "移送", body="云州市监察委员会")
    assert refused.value.level == 403
    with pytest.raises(Refused, match="文号或者反馈日期"):
        transfer_clue(office.chief, clue.pk, "移送", body="云州市监察委员会")
    sent = transfer_clue(
        office.chief, clue.pk, "移送", body="云州市监察委员会", letter="云检移〔2026〕1号",
        feedback_due_on=dt.date(2026, 12, 31),
    )  # fmt: skip
    assert sent.clue.state == Clue.State.TRANSFERRED
    receive_clue(office.chief, clue.pk, "云监收〔2026〕8号")
    assert missing_feedback(office.chief, dt.date(2027, 1, 1)) == (sent,)
    assert missing_feedback(office.analyst, dt.date(2027, 1, 1)) == ()
    note_feedback(office.chief, clue.pk, "已立案调查")
    assert missing_feedback(office.chief, dt.date(2027, 1, 1)) == ()


def test_the_board_and_its_file_have_the_same_columns(office: SimpleNamespace, clue: Clue) -> None:
    Clue.objects.update(title="=1+1")
    browser = Client()
    browser.force_login(office.analyst)
    page = browser.get(reverse("clue-board"), {"state": "all"})
    heads = [column.label for column in page.context["table"].columns]
    assert all(f'<th scope="col">{head}</th>' in page.content.decode() for head in heads)
    answer = browser.get(reverse("clue-board"), {"state": "all", "format": "xlsx"})
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows())
    assert [cell.value for cell in rows[0]] == heads
    assert (rows[1][0].value, rows[1][0].data_type) == ("=1+1", "s")
    assert len(rows) == 2
