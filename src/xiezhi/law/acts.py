"""Acts: what people do in a proceeding, and who they are when they do it.

An act is for ever. A proceeding's state is a fold over its acts and nothing else. The table gives
the keys of ``Act.data`` for each kind; ``?`` marks a key that may be missing. Dates are ISO
strings or ``date``, ``matter`` is the key of a ``MatterState``, ``subject`` the id of a party or
null (the whole case), a ``do`` is the id of a move of the procedure.

================= ==========================================================================
accept            facts, received_on, parties: [{id, name, facts?}]
refuse_acceptance reasons
assign, reassign  method: random|designated, handler, lead?, lead_designated_by?,
                  members?: [{person, role, post?}], seed?, pool_digest?,
                  reason? (designated, reassign), approver? (designated)
join_member       person, role, post?
assign_task       person, what, item? (no. in the list of duties), with?, stage?, qualification?
assist_in_court   part: evidence|opinion|debate, prosecutor_spoke: true, content?
recuse            person, reason, post?, ground?, prior_acts?: valid|invalid; for the chief
                  roster, present, votes: {person: recuse|stay} of the committee's session
note_facts        facts, source, subject?
move              do, subject?, fields?, received_on?
opine             matter?, do, subject?, reasons, fields?
hear_member       matter, person, opinion, record?
review            matter, result: agree|re_review|supplement|disagree, remark?
                  (an ``opinion`` or ``do`` key is refused: nobody alters an opinion)
request_meeting   matter, question?
hold_meeting      matter, opinions: {person: do}, record, majority? (must be the computed one)
decline_meeting   matter, reasons
sign_record       matter, person?, refused?: reason
submit            matter, to: chief|committee|superior
call_session      matter, held_on, materials_sent_on, agenda?, urgent?: reason
resolve           matter, do, votes: {person: do}, present: [person], roster: [person], fields?,
                  reported_by?, questions?, speeches?: [{person, post, opinion}] as spoken
decide            matter, do, subject?, fields?, reasons?, by_delegation?
instruct          matter, what: re_review|to_committee|report, due_on?, reason?, trigger?
receive_order     matter, kind: approve|refuse|correct|revoke|change, from, in_unit_name: true,
                  decided_by: chief|committee, received_on, do?, parts_changed?, document?
report            matter, ground: asked|special_reason|new_facts, content
answer_report     matter, reply: continue|new_session
object            matter, reasons
answer_objection  matter, reply: change|maintain|execute_now, reasons?
issue_document    document, template, number, matter?, subject?
serve             document, to, mode, proof, served_on
reply             document, received_on, content, accepted, proof?
extend            clock, extension, reason?
exclude           clock, from, until, ground
suspend, resume   clock, from, ground / clock, on
close             reason
annotate          text
================= ==========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

JSON = Any  # a JSON value; mypy has no recursive alias that dataclass users can narrow comfortably

KINDS: tuple[str, ...] = (
    "accept", "refuse_acceptance", "assign", "reassign", "join_member", "recuse", "note_facts",
    "move", "opine", "hear_member", "review", "request_meeting", "hold_meeting", "sign_record",
    "submit", "resolve", "decide", "instruct", "receive_order", "object", "answer_objection",
    "decline_meeting", "report", "answer_report", "assign_task", "assist_in_court",
    "call_session",
    "issue_document", "serve", "reply", "extend", "exclude", "suspend", "resume", "close",
    "annotate",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One act: kind, aware instant, the person's code, the capacity (a role) and its data."""

    kind: str
    at: datetime
    by: str
    capacity: str
    data: Mapping[str, JSON] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: person code, roles held now, unit and its level, authorisations in force now.

    Three kinds of delegation that never stand for each other: ``delegations`` are the chief's
    powers handed to a deputy or full-time member, ``*`` all of them (意见 46); ``entrusted``
    are matters handed to whoever handles a case (意见 14, 组织法 29); ``reviewable`` the matters
    that a head may review, ``review_authorised`` all of them (意见 23).
    """

    code: str
    roles: frozenset[str]
    procuratorate: str
    level: str
    department: str | None = None
    review_authorised: bool = False
    delegations: tuple[str, ...] = ()
    entrusted: tuple[str, ...] = ()
    reviewable: tuple[str, ...] = ()


def date_in(value: JSON) -> date | None:
    """Return the date in an act's datum: a date, a datetime's date, an ISO string, or None."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and value:
        return date.fromisoformat(value[:10])
    return None
