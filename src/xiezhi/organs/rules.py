"""The office's own rules, read from `rules.yaml`, and refusals that cite them."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from xiezhi.law.citations import Citation
from xiezhi.law.refusals import Refusal, Refused


@lru_cache(maxsize=1)
def rules() -> dict[str, dict[str, Any]]:
    """Return every rule by id."""
    text = Path(__file__).with_name("rules.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return loaded


def refused(rule_id: str, level: int, detail: str = "") -> Refused:
    """Return the exception that cites the rule; `detail` (zh) says what was met instead."""
    rule = rules()[rule_id]
    citation = Citation(rule["cite"], rule["quote"], verified=True) if "cite" in rule else None
    reason = f"{rule['reason']}（{detail}）" if detail else rule["reason"]
    return Refused((Refusal(rule_id, level, reason, rule["cure"], citation),))
