"""Ways of serving a document, each with its article and the proof it leaves."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from xiezhi.law.citations import Citation


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of service; `proof` (zh) is what proves it."""

    id: str
    label: str
    proof: str
    citation: Citation


@cache
def modes() -> dict[str, Mode]:
    """Return the ways of service by id, in the order in which they are tried."""
    raw = yaml.safe_load(Path(__file__).with_name("service_modes.yaml").read_text("utf-8"))
    return {
        name: Mode(
            name, one["label"], one["proof"], Citation(one["cite"], one["quote"], verified=True)
        )
        for name, one in raw.items()
    }
