"""How the answers of a form become the data of an act."""

from collections.abc import Mapping
from typing import Any

# kinds that carry the fields of a move below `fields`, and the answers that stand beside them
WITH_FIELDS: Mapping[str, frozenset[str]] = {
    "move": frozenset({"received_on"}),
    "opine": frozenset({"reasons"}),
    "decide": frozenset({"reasons"}),
    "resolve": frozenset({"do", "present", "roster"}),
}


# what no form asks for and nobody may send: it goes to the law kernel, which refuses it by name
ALTERING: Mapping[str, tuple[str, ...]] = {
    "review": ("opinion", "do", "fields", "reasons"),
    "submit": ("withhold", "without_opinion"),
}


def data_of(kind: str, known: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return an act's data: what the offer knows, then the answers; `a__b` goes below `a`."""
    data: dict[str, Any] = {name: value for name, value in known.items() if value is not None}
    beside = WITH_FIELDS.get(kind)
    for name, value in answers.items():
        head, _dash, rest = name.partition("__")
        if rest:
            data.setdefault(head, {})[rest] = value
        elif beside is not None and name not in beside:
            data.setdefault("fields", {})[name] = value
        else:
            data[name] = value
    return data
