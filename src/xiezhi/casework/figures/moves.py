"""What may be done now and what may not, as rows: who it concerns, the button, the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.law import Citation, Offer, Refusal

BUTTON_ROOM = 8  # characters; a longer label stands in the row, the button says the verb
BUTTONS = {
    "opine": gettext_lazy("写意见"),
    "hear_member": gettext_lazy("记录意见"),
    "review": gettext_lazy("写审核意见"),
    "request_meeting": gettext_lazy("提请会议"),
    "hold_meeting": gettext_lazy("记录会议"),
    "sign_record": gettext_lazy("签署记录"),
    "submit": gettext_lazy("报送"),
    "resolve": gettext_lazy("记录决议"),
    "decide": gettext_lazy("作出决定"),
    "instruct": gettext_lazy("作出指示"),
    "receive_order": gettext_lazy("登记决定"),
    "object": gettext_lazy("提出异议"),
    "answer_objection": gettext_lazy("答复异议"),
    "issue_document": gettext_lazy("签发文书"),
    "serve": gettext_lazy("登记送达"),
    "reply": gettext_lazy("登记回复"),
    "extend": gettext_lazy("延长期限"),
    "exclude": gettext_lazy("扣除期间"),
    "suspend": gettext_lazy("暂停计算"),
    "resume": gettext_lazy("恢复计算"),
    "assign": gettext_lazy("分案"),
    "reassign": gettext_lazy("变更承办人"),
    "join_member": gettext_lazy("编入人员"),
    "recuse": gettext_lazy("写回避理由"),
    "note_facts": gettext_lazy("登记事实"),
    "refuse_acceptance": gettext_lazy("写明理由"),
    "close": gettext_lazy("办结"),
    "annotate": gettext_lazy("写备注"),
}
ALWAYS_THERE = (
    "annotate",
    "note_facts",
    "recuse",
    "join_member",
    "reassign",
    "exclude",
    "suspend",
)


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One offer as a row of 「现在可以做」."""

    kind: str
    label: str
    who: str
    note: str
    button: str
    url: str
    allowed: bool
    refusals: tuple[Refusal, ...]
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Moves:
    """Allowed moves, most urgent first; refused ones; and the clerical ones always at hand."""

    allowed: tuple[MoveRow, ...]
    refused: tuple[MoveRow, ...]
    at_hand: tuple[MoveRow, ...]


def moves_of(offers: Sequence[Offer], proceeding_id: UUID, names: Mapping[str, str]) -> Moves:
    """Return the offers as rows; `names` are parties' names by code."""
    rows = [_row(offer, proceeding_id, names) for offer in offers]
    allowed = tuple(r for r in rows if r.allowed and r.kind not in ALWAYS_THERE)
    refused = tuple(r for r in rows if not r.allowed and r.kind not in ALWAYS_THERE)
    at_hand = tuple(r for r in rows if r.allowed and r.kind in ALWAYS_THERE)
    return Moves(allowed, refused, at_hand)


def _row(offer: Offer, proceeding_id: UUID, names: Mapping[str, str]) -> MoveRow:
    papers = "、".join(offer.documents)
    short = offer.kind == "move" and len(offer.label) <= BUTTON_ROOM
    return MoveRow(
        kind=offer.kind,
        label=offer.label,
        who=names.get(offer.subject or "", "") or _("全案"),
        note=_("须制作 %(papers)s") % {"papers": papers} if papers else "",
        button=offer.label if short else str(BUTTONS.get(offer.kind, _("填写"))),
        url=act_url(offer, proceeding_id),
        allowed=offer.allowed,
        refusals=offer.refusals,
        citation=offer.citation,
    )


def act_url(offer: Offer, proceeding_id: UUID) -> str:
    """Return the address of the form of an offer."""
    asked = QueryDict(mutable=True)
    for name in ("do", "subject", "matter"):
        if getattr(offer, name):
            asked[name] = getattr(offer, name)
    return f"{reverse('act', args=[proceeding_id, offer.kind])}?{asked.urlencode()}"
