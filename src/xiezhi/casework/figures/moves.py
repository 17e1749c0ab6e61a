"""What may be done now and what may not, as rows: who it concerns, the button, the address."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.casework.figures.spoken import spoken
from xiezhi.law import Citation, Offer, Refusal, State
from xiezhi.law.forms import PAPERS

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
    "instruct": gettext_lazy("提出要求"),
    "receive_order": gettext_lazy("登记批复"),
    "object": gettext_lazy("提出异议"),
    "answer_objection": gettext_lazy("答复异议"),
    "issue_document": gettext_lazy("制作文书"),
    "serve": gettext_lazy("登记送达"),
    "reply": gettext_lazy("登记回复"),
    "extend": gettext_lazy("延长期限"),
    "exclude": gettext_lazy("扣除期间"),
    "suspend": gettext_lazy("中止计算"),
    "resume": gettext_lazy("恢复计算"),
    "assign": gettext_lazy("分案"),
    "reassign": gettext_lazy("重新分案"),
    "join_member": gettext_lazy("编入人员"),
    "recuse": gettext_lazy("写回避理由"),
    "note_facts": gettext_lazy("登记事实"),
    "refuse_acceptance": gettext_lazy("写明理由"),
    "close": gettext_lazy("办结"),
    "annotate": gettext_lazy("写批注"),
}
ALTERNATIVES = {"opine": gettext_lazy("提出处理意见"), "decide": gettext_lazy("作出决定")}
AT_HAND = frozenset(
    {"annotate", "note_facts", "recuse", "join_member", "reassign", "exclude", "suspend"}
)
OPEN = 5  # rows that one screen of 768 lines holds above the refused ones
WITH_HANDLER = frozenset({"hearing", "re_review", "supplement", "disagreed"})
NAMED = ("to", "clock", "template", "document")  # data that tell offers of one kind apart
TOLD_APART = ("do", "subject", "matter", *NAMED)  # what an address may name of an offer


# rooms above that have a better page for a kind of act than the general form
_pages: dict[str, Callable[[Offer, UUID], str]] = {}


def send_to(kind: str, url_of: Callable[[Offer, UUID], str]) -> None:
    """Let a room above take acts of a kind to its own page; an empty address keeps the form."""
    _pages[kind] = url_of


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several alternatives of a row."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One offer, or alternatives of one matter, as a row of 「现在可以做」."""

    kind: str
    label: str
    who: str
    note: str
    button: str
    url: str
    allowed: bool
    refusals: tuple[Refusal, ...]
    citation: Citation | None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """Allowed moves, most urgent first; refused ones; and the clerical ones always at hand."""

    allowed: tuple[MoveRow, ...]
    refused: tuple[MoveRow, ...]
    at_hand: tuple[MoveRow, ...]

    @property
    def pressing(self) -> tuple[MoveRow, ...]:
        """The allowed rows that stand open; the others fold away so that the refused are seen."""
        return self.allowed[:OPEN]

    @property
    def others(self) -> tuple[MoveRow, ...]:
        """The allowed rows behind the pressing ones."""
        return self.allowed[OPEN:]

    @property
    def spelt(self) -> tuple[MoveRow, ...]:
        """The refused rows told in full: at least one, more where there is room."""
        return self.refused[: max(1, OPEN - 1 - len(self.allowed))]

    @property
    def folded(self) -> tuple[MoveRow, ...]:
        """The refused rows of one line each; each opens to its rule and its cure."""
        return self.refused[len(self.spelt) :]


def moves_of(
    offers: Sequence[Offer],
    proceeding_id: UUID,
    names: Mapping[str, str],
    state: State | None = None,
    reader: str = "",
) -> Moves:
    """Return the offers as rows; `names` are parties' names by code.

    With the state given, what was done before or waits for somebody else comes behind the rest.
    `reader` is the code of the person who reads: off the team one signs papers, others write them.
    """
    plain = [offer for offer in offers if not _is_at_hand(offer)]
    if state is not None:
        plain.sort(key=lambda offer: _can_wait(offer, state) or _is_others(offer, state, reader))
    proposed = {key: m.do for key, m in state.matters.items() if m.opinion} if state else {}
    rows = [
        _row(sorted(together, key=lambda one: not _is_proposed(one, proposed)), proceeding_id,
             names, proposed)
        for together in _joined(plain)
    ]  # fmt: skip
    if state is not None and reader:
        look = {"button": _("查看文书"), "note": _("由办案人员拟制，拟好后在那里签发")}
        rows = [replace(row, **look) if _is_others(row, state, reader) else row for row in rows]
    at_hand = [o for o in offers if o.allowed and _is_at_hand(o)]
    return Moves(
        allowed=tuple(row for row in rows if row.allowed),
        refused=tuple(row for row in rows if not row.allowed),
        at_hand=tuple(_row([offer], proceeding_id, names) for offer in at_hand),
    )


def _can_wait(offer: Offer, state: State) -> bool:
    """Whether an offer repeats what was done, or turns aside from where its matter stands."""
    if offer.kind == "move":
        return state.made(offer.do, offer.subject) > 0
    paper = state.document(str(offer.data.get("document") or ""))
    if paper is not None:
        return bool(paper.services if offer.kind == "serve" else paper.replies)
    matter = state.matters.get(offer.matter or "")
    if matter is None or matter.opinion is None:
        return False
    if offer.kind == "hold_meeting":
        return matter.status != "meeting_requested"
    return offer.kind == "opine" and matter.status not in WITH_HANDLER


def _is_others(one: Offer | MoveRow, state: State, reader: str) -> bool:
    """Whether it is a paper that the team writes and the reader is not on the team."""
    return one.kind == "issue_document" and one.allowed and reader not in state.on_team


def _is_at_hand(offer: Offer) -> bool:
    """Whether an offer is bookkeeping, or a working paper that no decision asks for."""
    owed = offer.data.get("matter") or offer.data.get("subject")
    return offer.kind in AT_HAND or (offer.kind == "issue_document" and not owed)


def _is_proposed(offer: Offer, proposed: Mapping[str, str]) -> bool:
    """Whether deciding so follows the handler's opinion."""
    return offer.kind == "decide" and proposed.get(offer.matter or "") == offer.do


def _joined(offers: Iterable[Offer]) -> list[list[Offer]]:
    """Put the alternatives of one matter into one row: same kind, party and refusals."""
    rows: dict[tuple[object, ...], list[Offer]] = {}
    for number, offer in enumerate(offers):
        why = tuple(refusal.code for refusal in offer.refusals)
        alone = () if offer.kind in ALTERNATIVES else (number,)
        rows.setdefault((offer.kind, offer.subject, why, *alone), []).append(offer)
    return list(rows.values())


def _row(
    together: Sequence[Offer],
    proceeding_id: UUID,
    names: Mapping[str, str],
    proposed: Mapping[str, str] = MappingProxyType({}),
) -> MoveRow:
    offer = together[0]
    many = len(together) > 1
    papers = _("、").join(spoken(PAPERS.get(name, name)) for name in offer.documents)
    owes = offer.kind in {"move", "opine", "decide"} and papers and not many
    button = str(BUTTONS.get(offer.kind, _("填写")))
    if offer.kind == "move" and len(offer.label) <= BUTTON_ROOM:
        button = offer.label
    subject = offer.subject or (offer.matter or "").partition(":")[2]
    labels = [_choice_label(one, proposed) for one in together]
    return MoveRow(
        kind=offer.kind,
        label=str(ALTERNATIVES[offer.kind]) if many else offer.label,
        who=names.get(subject, "") or _("全案"),
        note=_("须制作 %(papers)s") % {"papers": papers} if owes else "",
        button=button,
        url=act_url(offer, proceeding_id),
        allowed=offer.allowed,
        refusals=offer.refusals,
        citation=None if many else offer.citation,
        choices=tuple(
            Choice(label, act_url(one, proceeding_id))
            for label, one in zip(labels, together, strict=True)
        )
        if many
        else (),
    )


def _choice_label(offer: Offer, proposed: Mapping[str, str]) -> str:
    label = offer.label.partition("：")[2] or offer.label
    return (
        _("%(label)s（承办意见）") % {"label": label} if _is_proposed(offer, proposed) else label
    )


def act_url(offer: Offer, proceeding_id: UUID) -> str:
    """Return the address of the form of an offer; assignment has a page of its own."""
    if offer.kind == "assign":
        return reverse("draw", args=[proceeding_id])
    elsewhere = _pages[offer.kind](offer, proceeding_id) if offer.kind in _pages else ""
    if elsewhere:
        return elsewhere
    asked = QueryDict(mutable=True)
    asked.update(named(offer))
    return f"{reverse('act', args=[proceeding_id, offer.kind])}?{asked.urlencode()}"


def named(offer: Offer) -> dict[str, str]:
    """Return what tells an offer from the others of its kind."""
    own = {"do": offer.do, "subject": offer.subject, "matter": offer.matter}
    known = {name: offer.data.get(name) for name in NAMED}
    return {name: str(value) for name, value in {**own, **known}.items() if value}
