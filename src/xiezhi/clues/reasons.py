"""Reason codes of clues that end without a proceeding (``packs/cn/clue_reasons.yaml``)."""

from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from xiezhi.law.packs import packs_folder


class Reason(BaseModel):
    """Why a clue led nowhere: label, group, and what must be written down."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    group: str
    asks: str


@cache
def reasons() -> dict[str, Reason]:
    """Return the reason codes by code, in the order of the file."""
    path = packs_folder() / "cn" / "clue_reasons.yaml"
    return TypeAdapter(dict[str, Reason]).validate_python(yaml.safe_load(path.read_text("utf-8")))
