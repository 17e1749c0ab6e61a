"""Reason codes of clues that ended (``packs/cn/clue_reasons.yaml``)."""

from functools import cache

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from xiezhi.law.packs import packs_folder

FILED, JOINED, SENT, CORRECTED, UNFOUNDED = "E1", "E2", "E3", "E4", "E5"


class Reason(BaseModel):
    """Why a clue ended: label, group, and what must be written down."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    group: str
    asks: str


@cache
def every_reason() -> dict[str, Reason]:
    """Return all the codes, in the order of the file."""
    path = packs_folder() / "cn" / "clue_reasons.yaml"
    return TypeAdapter(dict[str, Reason]).validate_python(yaml.safe_load(path.read_text("utf-8")))


@cache
def reasons() -> dict[str, Reason]:
    """Return the codes a person chooses from; the group ``outcome`` is noted by later acts."""
    return {code: one for code, one in every_reason().items() if one.group != "outcome"}
