"""Compares the decisions on pairs with what the ledger says was decided."""

from collections.abc import Iterator

from xiezhi.ledger.projections import Difference
from xiezhi.ledger.selectors import entries_about
from xiezhi.linking.models import PairDecision

NAME = "同一人判断"
_WITHDRAWN = "已撤回"
_UNKNOWN = "账本没有记载"


def differences() -> Iterator[Difference]:
    """Yield every decision that is not what the ledger last recorded of it."""
    said: dict[str, str] = {}
    for entry in entries_about("pair"):
        said[entry.subject[1]] = entry.data.get("verdict", _WITHDRAWN)
    for one in PairDecision.objects.order_by("decided_at").iterator():
        held = _WITHDRAWN if one.withdrawn_at else str(one.verdict)
        recorded = said.pop(str(one.pk), _UNKNOWN)
        if held != recorded:
            yield Difference(str(one.pk), "判断", held, recorded)
    for key in sorted(said):
        yield Difference(key, "判断", "无", "账本中有这个判断")
