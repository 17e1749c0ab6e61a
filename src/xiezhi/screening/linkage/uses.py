"""What links are used for, each with its own thresholds: read from ``uses.yaml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import model_validator

from xiezhi.screening.dictionary import Kind
from xiezhi.screening.errors import ScreeningError


class Use(Kind):
    """One use. Weights in bits; ``certain_at`` None: a person decides every pair.

    ``facts``: data beside the name that must agree before a pair is certain; ``margin``: bits by
    which the best of several persons must lead the next. ``clues``: a model may rest on it.
    """

    label: str
    note: str
    certain_at: float | None
    propose_at: float
    facts: int
    margin: float
    clues: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> "Use":
        if self.certain_at is not None and self.certain_at < self.propose_at:
            raise ValueError("认定门槛不得低于提请判断的门槛")
        if self.facts < 1:
            raise ValueError("仅凭名称不得认定：facts 至少为 1")
        if self.clues and self.certain_at is None:
            raise ValueError("用于线索的关联须有认定门槛")
        return self


@cache
def load_uses(path: Path | None = None) -> Mapping[str, Use]:
    """Every use by name. Raises :class:`ScreeningError` naming the fault."""
    path = path or Path(__file__).parent / "uses.yaml"
    try:
        entries = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        return {name: Use.model_validate(entry) for name, entry in entries.items()}
    except (ValueError, yaml.YAMLError) as error:
        raise ScreeningError(f"关联用途有误：{error}", place=path.name) from error


def use_named(name: str) -> Use:
    """The use; raises :class:`ScreeningError` for one that is not listed."""
    uses = load_uses()
    if name not in uses:
        known = "、".join(f"{key}（{use.label}）" for key, use in uses.items())
        raise ScreeningError("没有这种用途的关联门槛", f"可用：{known}", value=name)
    return uses[name]
