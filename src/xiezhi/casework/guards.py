"""What the law kernel cannot know of an act: that its data agree with the office's own records.

A guard runs inside the gate, after the law has admitted the act and before it is recorded, so no
caller can pass a seed that was not drawn or a roster that is not the office's.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from xiezhi.law.acts import Act

if TYPE_CHECKING:
    from xiezhi.casework.models import Proceeding

Guard = Callable[["Proceeding", Act], None]
_guards: dict[str, list[Guard]] = {}


def guard(kind: str, check: Guard) -> None:
    """Let a room check every act of a kind; the check raises Refused."""
    known = _guards.setdefault(kind, [])
    if check not in known:
        known.append(check)


def check(proceeding: "Proceeding", act: Act) -> None:
    """Run every guard of an act's kind.

    Raises:
        Refused: the act's data do not agree with the records.
    """
    for one in _guards.get(act.kind, ()):
        one(proceeding, act)
