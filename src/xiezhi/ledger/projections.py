"""What rooms above derive from the ledger: they register how to compare it and how to redo it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored value that the acts do not lead to, both as shown to a person."""

    subject: str
    field: str
    stored: str
    replayed: str


@dataclass(frozen=True, slots=True)
class Projection:
    """A named set of tables: `check` yields differences, `rebuild` writes the tables anew."""

    name: str
    check: Callable[[], Iterable[Difference]]
    rebuild: Callable[[], int] | None = None


_registered: dict[str, Projection] = {}


def register(
    name: str,
    check: Callable[[], Iterable[Difference]],
    rebuild: Callable[[], int] | None = None,
) -> None:
    """Register a projection by its Chinese name; `rebuild` returns how many rows it wrote."""
    _registered[name] = Projection(name, check, rebuild)


def registered() -> tuple[Projection, ...]:
    """Return every projection, in the order of registration."""
    return tuple(_registered.values())
