"""Papers of the city: what a decision owes is drafted, completed, issued and served."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.city.dockets import Docket
from xiezhi.city.playing import Play
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.actions.issue import issue
from xiezhi.documents.actions.receive_reply import receive_reply
from xiezhi.documents.actions.revise import revise
from xiezhi.documents.actions.serve import serve
from xiezhi.documents.selectors import document_page
from xiezhi.law.state import DocumentState

Contents = Mapping[str, Any]  # what a clerk reads in the paper dossier, by template field


def finish_papers(play: Play, docket: Docket) -> None:
    """Issue and serve every required paper of a docket, with what its dossier holds."""
    issue_and_serve(play, dossier_of(play, docket, timezone.localdate(play.pen.at)))


def issue_and_serve(play: Play, known: Contents) -> None:
    """Issue and serve every required paper that is due, in order, while time remains."""
    for paper in play.state.documents:
        if play.pen.over:
            return
        if paper.required and paper.status == "due":
            _issue_and_serve(play, paper, known)


def _issue_and_serve(play: Play, paper: DocumentState, known: Contents) -> None:
    handler = play.handler
    document = draft(
        handler, play.id, paper.template, matter=paper.matter or "", subject=paper.subject or "",
        at=play.pen.step(0.2),
    )  # fmt: skip
    _complete(play, document, known)
    if play.pen.over:
        return
    issue(handler, document, at=play.pen.step(0.1))
    for addressee in paper.to or ("公安机关",):
        if play.pen.over:
            return
        at = play.pen.step(0.3)
        serve(handler, document, to=addressee, mode="direct", proof="送达回证", at=at,
              served_on=timezone.localdate(at))  # fmt: skip
    if paper.template == "arrest_refusal" and not play.pen.over:
        at = play.pen.step(1.5)
        receive_reply(handler, document, received_on=timezone.localdate(at), accepted=True,
                      content="已释放犯罪嫌疑人并办理取保候审，执行回执附后。", at=at)  # fmt: skip


def _complete(play: Play, document: UUID, known: Contents) -> None:
    """Type what the case does not hold, as a clerk would from the paper dossier."""
    on = timezone.localdate(play.pen.at)
    gaps = document_page(play.handler, document, on).missing
    names = {gap.path.split("[")[0].split(".")[0] for gap in gaps}
    changes = {name: known[name] for name in names if name in known}
    if changes:
        revise(play.handler, document, changes, at=play.pen.step(0.1))


def dossier_of(play: Play, docket: Docket, on: date) -> dict[str, Any]:
    """Return what the paper dossier of a docket says, field by field."""
    unit = play.staff.unit_name.removesuffix("人民检察院")
    who, crime = docket.suspect, docket.charge.removesuffix("罪")
    day = docket.received_on - timedelta(days=20)
    where = f"{day.year}年{day.month}月{day.day}日，在云州市{who.district}"
    return {
        "danger": "可能实施新的犯罪，有多次作案的记录在卷。",
        "notified_on": docket.received_on + timedelta(days=2),
        "heard": "被告人及其辩护人、被害人",
        "facts": f"{where}，{who.name}实施{crime}行为，后被公安机关抓获，到案后如实供述。",
        "reasons": f"{who.name}犯罪情节轻微，已退赔并取得谅解。",
        "grounds": f"被告人{who.name}的行为触犯刑法规定，应当以{docket.charge}追究。",
        "articles": f"《中华人民共和国刑法》第{docket.article}条",
        "evidence_state": "现有供述和报案陈述，缺少客观证据相互印证。",
        "plea": docket.plea,
        "plea_signed_on": on,
        "proposal": "有期徒刑八个月至一年，并处罚金",
        "court": f"{unit}人民法院",
        "property": "无",
        "volumes": "案卷材料和证据二册",
        "evidence": [1, 2, 3, 4],
        "identity": [_identity(docket)],
        "subjects": [_identity(docket, short=True)],
        "items": [_ITEM],
    }


_ITEM = {
    "matter": "查明涉案财物的价值",
    "reason": "价值影响定罪量刑",
    "direction": "委托价格认定机构",
    "evidence": "价格认定结论书",
    "purpose": "证明犯罪数额",
}


def _identity(docket: Docket, *, short: bool = False) -> dict[str, Any]:
    who = docket.suspect
    measure = "被刑事拘留" if docket.detained else "被取保候审"
    known = {
        "name": who.name,
        "sex": who.sex,
        "born_on": who.born_on,
        "identity_number": who.identity_number,
        "custody": f"因涉嫌{docket.charge}{measure}",
    }
    if short:
        return known
    place = "云州市第一看守所" if docket.detained else f"云州市{who.district}住处"
    return known | {
        "birthplace": "云州市",
        "registered_at": f"云州市{who.district}",
        "education": "初中文化",
        "occupation": "务工",
        "address": f"云州市{who.district}",
        "priors": "无前科",
        "custody_place": place,
    }
