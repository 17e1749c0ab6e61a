"""S01: a theft from the police's request to the indictment, at the site's HTTP and by actions.

Two things of the scenario are not part of this loop: the library of guidelines, whose version is
not stored yet, and the table of danger factors; the material on danger comes along as words.
"""

import datetime as dt
import io
import re

import docx
import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework import engine
from xiezhi.casework.models import Assignment, Clock, Proceeding
from xiezhi.casework.rebuild import differences
from xiezhi.casework.tests.office import PROSECUTION, at
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.actions.issue import issue
from xiezhi.documents.actions.revise import revise
from xiezhi.documents.models import Document
from xiezhi.evidence.actions.link_proof import link_proof, state_fact
from xiezhi.evidence.selectors import citable, proof_map
from xiezhi.exchange.models import Message
from xiezhi.exchange.tests.sender import NAME, configure, message, send, theft_request
from xiezhi.law import Refused
from xiezhi.organs.models import Person

NIGHT = 5  # 夜间讯问笔录, excluded
ARREST_REASONS = "多次作案，曾转移赃物，可能毁灭、伪造证据"
OUTLINE = {
    "direction": "查清全部盗窃事实和赃物去向",
    "items": [
        {"matter": f"事项{n}", "reason": "现有证据单一", "direction": "调取原始记录",
         "evidence": f"记录{n}", "purpose": "证明作案经过"}
        for n in "一二三四五六"
    ],
}  # fmt: skip
INDICTMENT = {
    "notified_on": "2026-05-01", "heard": "被告人及其辩护人、被害人",
    "facts": "2026年2月18日，被告人沈启衡入户盗窃。",
    "grounds": "被告人沈启衡以非法占有为目的，入户盗窃，数额较大。",
    "articles": "《中华人民共和国刑法》第二百六十四条", "plea": False, "property": "无",
    "volumes": "二册",
}  # fmt: skip
IDENTITY = {
    "birthplace": "云州市", "registered_at": "云州市云江区", "education": "初中",
    "occupation": "无业", "address": "云州市云江区杏花巷3号", "priors": "无前科",
}  # fmt: skip


class Course:
    """The office, its browser and its calendar: whoever acts signs in first."""

    def __init__(self, office, client, calendar):
        self.office, self.client, self.calendar = office, client, calendar

    def on(self, month, day, hour=9):
        self.calendar.move_to(at(month, day, hour))

    def as_(self, person):
        self.client.force_login(person)
        return self.client

    def take_in(self, content):
        """The police send; case management accepts on its page."""
        receipt = send(self.client, content).json()
        assert receipt["problems"] == []
        url = reverse("message-accept", args=[receipt["receipt"]])
        assert self.as_(self.office.manager).post(url).status_code == 302
        done = Message.objects.get(pk=receipt["receipt"])
        return Proceeding.objects.get(pk=done.proceeding)

    def draw(self, proceeding):
        """Case management draws at random; the handler is the one prosecutor of the unit."""
        url = reverse("draw", args=[proceeding.pk])
        assert self.as_(self.office.manager).post(url).status_code == 302
        page = self.client.get(url)
        assert page.context["draw"].is_sound
        proceeding.refresh_from_db()
        return Person.objects.get(code=proceeding.handler_id)

    def act(self, person, proceeding, kind, sent=None, **named):
        """Fill in the form of an offer and confirm it."""
        query = "&".join(f"{name}={value}" for name, value in named.items())
        url = f"{reverse('act', args=[proceeding.pk, kind])}?{query}"
        answer = self.as_(person).post(url, {**(sent or {}), "step": "confirmed"})
        assert answer.status_code == 302, answer.content.decode()

    def issue(self, person, key, to):
        """Issue a draft, serve it, and return the words of the file that comes down."""
        answer = self.as_(person).post(reverse("document-issue", args=[key]))
        assert answer.status_code == 302, answer.content.decode()
        served = {"to": to, "mode": "direct", "proof": "送达回证",
                  "served_on": dt.date.today().isoformat()}  # fmt: skip
        assert self.client.post(reverse("document-serve", args=[key]), served).status_code == 302
        file = self.client.get(reverse("document-word", args=[key]))
        assert file["Content-Disposition"].startswith("attachment")
        return "\n".join(p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs)


@pytest.fixture
def course(office, client, settings, tmp_path):
    configure(settings, tmp_path)
    # The head is away on the days of the draws: whoever reviews did not handle the case.
    for day in (dt.date(2026, 3, 1), dt.date(2026, 4, 30)):
        office.head.leaves.create(
            from_on=day, until_on=day + dt.timedelta(days=1), reason_kind="training"
        )
    with time_machine.travel(at(3, 1), tick=False) as calendar:
        yield Course(office, client, calendar)


@pytest.fixture
def reviewing(course):
    """Accepted and drawn on 1 March; facts tied to evidence, one item excluded, suspect heard."""
    course.arrest = course.take_in(message())
    course.handler = course.draw(course.arrest)
    case_id = course.arrest.case_id
    course.on(3, 2)
    fact = state_fact(course.handler, case_id, "2026年2月18日入户盗窃", party="P1")
    for no in (1, NIGHT, 7):
        link_proof(course.handler, case_id, fact, no, "supports")
    course.on(3, 3)
    url = reverse("evidence-exclude", args=[course.arrest.pk, NIGHT])
    answer = course.as_(course.handler).post(url, {"reason": "夜间在规定的场所以外讯问"})
    assert answer.status_code == 302
    course.on(3, 4)
    course.act(course.handler, course.arrest, "move", do="record_interrogation", subject="P1")
    return course


@pytest.fixture
def arrested(reviewing):
    """Decided, issued and served on 6 March; the police report the arrest the same day."""
    course = reviewing
    said = {"reasons": ARREST_REASONS, "charge": "盗窃罪", "arrest_ground": "ordinary"}
    course.on(3, 5)
    course.act(course.handler, course.arrest, "opine", said, do="approve_arrest", subject="P1")
    agreed = {"result": "agree", "remark": "同意"}
    course.act(course.office.head, course.arrest, "review", agreed, matter="arrest:P1")
    course.on(3, 6)
    course.act(
        course.office.chief, course.arrest, "decide", said, do="approve_arrest", subject="P1"
    )
    page = course.as_(course.handler).get(reverse("documents", args=[course.arrest.pk]))
    due = next(row for row in page.context["due"] if row.template == "arrest_approval")
    sent = {"template": due.template, "matter": due.matter, "subject": due.subject}
    url = reverse("document-draft", args=[course.arrest.pk])
    assert course.client.post(url, sent).status_code == 302
    paper = Document.objects.get(template="arrest_approval")
    course.approval = course.issue(course.handler, paper.pk, NAME)
    paper.refresh_from_db()
    receipt = {"document_number": paper.number, "name": "沈启衡", "executed_on": "2026-03-06"}
    course.take_in(message("execution_receipt", key="YJ-2026-0306-1", **receipt))
    return course


@pytest.fixture
def transferred(arrested):
    """The police transfer the case for prosecution on 30 April; another draw, another hearing."""
    course = arrested
    course.on(4, 30)
    body = {k: v for k, v in theft_request().items() if k != "danger"} | {
        "evidence": [], "request_number": "云公诉字〔2026〕31号", "follows": course.arrest.number,
        "text": "本案侦查终结，移送审查起诉。",
    }  # fmt: skip
    content = message("prosecution_transfer", key="YJ-2026-0430-1", **body)
    course.prosecution = course.take_in(content)
    course.act(course.handler, course.arrest, "close", {"reason": "公安机关移送起诉"})
    course.prosecutor = course.draw(course.prosecution)
    course.on(5, 6)
    course.act(
        course.prosecutor, course.prosecution, "move", do="record_interrogation", subject="P1"
    )
    return course


def prosecuted(course):
    """The prosecutor's opinion, the way the authority asks for, the decision."""
    said = {"reasons": "事实清楚，证据确实、充分", "charge": "盗窃罪"}
    course.on(5, 20)
    named = {"do": "prosecute", "subject": "P1"}
    course.act(course.prosecutor, course.prosecution, "opine", said, **named)
    course.prosecution.refresh_from_db()
    (matter,) = engine.state_of(course.prosecution).matters.values()
    if matter.authority.head_review:
        agreed = {"result": "agree", "remark": "同意"}
        course.act(course.office.head, course.prosecution, "review", agreed, matter=matter.key)
    decider = course.prosecutor if matter.level == "prosecutor" else course.office.chief
    course.act(decider, course.prosecution, "decide", said, **named)


def indicted(course):
    """A draft of the indictment with everything typed that the case does not hold."""
    key = draft(course.prosecutor, course.prosecution.pk, "indictment", values=INDICTMENT)
    held = Document.objects.get(pk=key).values["identity"]["content"][0]
    known = {name: leaf["content"] for name, leaf in held.items()}
    revise(course.prosecutor, key, {"identity": [{**known, **IDENTITY}]})
    return key


def test_one_prosecutor_drawn_at_random_and_nothing_retyped(reviewing):
    course = reviewing
    drawn = Assignment.objects.get(proceeding=course.arrest)
    assert (drawn.method, drawn.members, drawn.handler_id) == ("random", [], course.handler.code)
    assert drawn.seed
    assert drawn.pool_digest
    items = citable(course.arrest.case_id)
    assert [item.no for item in items] == [1, 2, 3, 4, 6, 7, 8, 9]
    (row,) = proof_map(course.arrest.case_id)
    assert row.is_supported_by == (1, 7)


def test_decided_on_the_sixth_served_and_the_custody_clock_ends_two_months_later(arrested):
    course = arrested
    course.arrest.refresh_from_db()
    assert course.arrest.stage == "approved"
    assert f"{NAME}：" in course.approval
    assert "云公江提捕字〔2026〕15号" in course.approval
    assert "待填" not in course.approval
    paper = Document.objects.get(template="arrest_approval")
    (service,) = paper.services.all()
    assert (service.to, service.served_on) == (NAME, dt.date(2026, 3, 6))
    clock = Clock.objects.get(status="running")
    assert (clock.period_id, clock.start_on, clock.due_on) == (
        "criminal.investigation_custody_base", dt.date(2026, 3, 6), dt.date(2026, 5, 6),
    )  # fmt: skip
    page = course.as_(course.handler).get(reverse("clock-why", args=[course.arrest.pk, clock.key]))
    assert "第156条" in page.content.decode()


def test_the_outline_for_further_investigation_has_six_items(arrested):
    course = arrested
    key = draft(
        course.handler, course.arrest.pk, "continued_investigation_outline", values=OUTLINE
    )
    text = course.issue(course.handler, key, NAME)
    assert len(re.findall("证明作用：证明作案经过", text)) == 6
    assert "（六）事项六" in text
    assert f"{NAME}：" in text, "typed nowhere: it came with the message"


def test_the_prosecution_stage_inherits_evidence_and_proof(transferred):
    course = transferred
    assert course.prosecution.procedure_id == PROSECUTION
    assert course.prosecution.case_id == course.arrest.case_id
    assert course.prosecution.follows_id == course.arrest.pk
    (row,) = proof_map(course.prosecution.case_id)
    assert row.is_supported_by == (1, 7)
    page = course.as_(course.prosecutor).get(
        reverse("case-evidence", args=[course.prosecution.pk])
    )
    assert "夜间在规定的场所以外讯问" in page.content.decode()


@pytest.mark.clause("opinion2021-6k")
def test_the_indictment_cites_no_excluded_item_and_comes_down_as_a_file(transferred):
    course = transferred
    prosecuted(course)
    key = indicted(course)
    with pytest.raises(Refused, match="夜间讯问笔录"):
        revise(course.prosecutor, key, {"evidence": [1, NIGHT]})
    revise(course.prosecutor, key, {"grounds": "其在夜间讯问笔录中供认不讳。"})
    named = course.as_(course.prosecutor).post(reverse("document-issue", args=[key]))
    assert named.status_code == 409
    assert "夜间讯问笔录" in named.content.decode()
    revise(course.prosecutor, key, {"grounds": INDICTMENT["grounds"]})
    text = course.issue(course.prosecutor, key, "云州市云江区人民法院")
    assert "夜间讯问笔录" not in text
    assert "日间讯问笔录" in text
    assert "指纹鉴定书" in text
    course.prosecution.refresh_from_db()
    assert course.prosecution.stage == "prosecuted"
    assert list(differences()) == []


def test_the_same_by_actions_an_excluded_item_stops_the_issue(transferred):
    course = transferred
    prosecuted(course)
    key = indicted(course)
    cited = Document.objects.get(pk=key).values["evidence"]["content"]
    numbers = {no for row in cited for no in re.findall(r"\d+", row["nos"]["content"])}
    assert numbers == {"1", "2", "3", "4", "6", "7", "8", "9"}
    assert issue(course.prosecutor, key).endswith("检刑诉〔2026〕1号")
