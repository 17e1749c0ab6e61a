"""The reminder of a leader's own cases on the leader's workbench (意见 10)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.asides import Aside
from xiezhi.casework.selectors.led import led_by
from xiezhi.law import Offer


def says(person: Any, proceeding_id: UUID | None, offer: Offer | None) -> Iterable[Aside]:
    """Yield the reminder while the year's number is not reached."""
    del proceeding_id, offer
    led = led_by(person, timezone.localdate())
    if led is None or not led.missing:
        return
    text = _(
        "%(year)s年你作为主办检察官或者独任检察官办理 %(n)s 件，还差 %(missing)s 件；"
        "只参加办案组、不主办的不计。"
    )
    filled = text % {"year": led.year, "n": led.handled, "missing": led.missing}
    doubt = _("文本没有规定件数，按本院配置的 %(asked)s 件提示") % {"asked": led.asked}
    yield Aside(_("领导办案"), filled, citation=led.citation, doubt=doubt)
