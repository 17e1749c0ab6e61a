"""Orders of a superior procuratorate on this site: who may issue them, and that they are kept to.

The order stands on the superior's chain; the office below receives it by an act of its own, which
must say what was ordered (意见 21, 32; 组织法 24).
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.law.acts import Act, Actor
from xiezhi.law.citations import Citation
from xiezhi.law.context import PATH_RULES
from xiezhi.law.refusals import Refusal, Refused
from xiezhi.ledger import packs
from xiezhi.ledger.selectors import EntryRow, entries_of
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import Role

COMPARED = ("kind", "do", "decided_by", "parts_changed")


def _article(name: str) -> Citation | None:
    rule = packs.in_force().authority[PATH_RULES].articles.get(name)
    return rule.citation if rule else None


def subject_of(proceeding_id: UUID | str) -> tuple[str, str]:
    """Return the ledger's name for the orders on a proceeding."""
    return ("order", str(proceeding_id))


def orders_on(proceeding_id: UUID | str) -> dict[str, EntryRow]:
    """Return the last order that superiors on this site issued on each matter, by its key."""
    return {str(one.data.get("matter")): one for one in entries_of(subject_of(proceeding_id))}


def must_exist(matter: str, known: Iterable[str]) -> None:
    """Refuse (409) an order on a matter that the proceeding does not know."""
    known = sorted(known)
    if matter in known:
        return
    reason = f"本件没有事项「{matter}」，指令无从执行"
    cure = f"从本件的事项中选择：{'、'.join(known)}" if known else "待下级院提出意见后再作出指令"
    raise Refused((Refusal("order.no_matter", 409, reason, cure, _article("superior_order")),))


def must_order(actor: Actor, below: str) -> str:
    """Return the role in which somebody issues an order to an office below.

    Raises:
        Refused: 403 unless chief, or deputy by delegation, of an office above.
    """
    above = below in organs.units_under(actor.procuratorate) and below != actor.procuratorate
    delegated = Role.DEPUTY_CHIEF in actor.roles and "*" in actor.delegations
    if above and Role.CHIEF in actor.roles:
        return str(Role.CHIEF)
    if above and delegated:
        return str(Role.DEPUTY_CHIEF)
    reason = "对下级人民检察院的指令由上级人民检察院检察长或者检察委员会决定，你不能签发"
    cure = "报本院检察长决定，或者由检察长提请检察委员会决定"
    raise Refused((Refusal("order.not_superior", 403, reason, cure, _article("superior_order")),))


def check_received(proceeding: Any, act: Act) -> None:
    """Check that what is received is from an office above, and what it ordered on the matter.

    Raises:
        Refused: 409, with the difference.
    """
    _check_source(proceeding.procuratorate_id, str(act.data.get("from") or ""))
    issued, matter = orders_on(proceeding.pk), str(act.data.get("matter"))
    if not issued:
        return
    order = issued.get(matter)
    if order is None:
        reason = f"上级人民检察院的指令不是对「{matter}」作出的"
        cure = f"登记到指令所指的事项：{'、'.join(sorted(issued))}"
        raise Refused(
            (Refusal("order.other_matter", 409, reason, cure, _article("order_in_writing")),)
        )
    wrong = [name for name in COMPARED if _said(order.data, name) != _said(act.data, name)]
    if wrong:
        reason = f"登记的内容与上级人民检察院签发的指令不一致：{'、'.join(wrong)}"
        cure = f"按指令登记（{timezone.localdate(order.at)} 签发）"
        raise Refused((Refusal("order.differs", 409, reason, cure, _article("order_in_writing")),))


def _said(data: Mapping[str, Any], name: str) -> Any:
    return data.get(name) or None


def _check_source(code: str, source: str) -> None:
    """Whether the office named stands above; one whose superior is not on the site is believed."""
    above = organs.units_above(code)
    if not above or source in {name for unit in above for name in (unit.code, unit.name)}:
        return
    reason = f"「{source}」不是本院的上级人民检察院"
    cure = f"应为：{'、'.join(unit.name for unit in above)}"
    raise Refused((Refusal("order.other_unit", 409, reason, cure, _article("superior_order")),))
