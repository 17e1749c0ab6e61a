"""The fields of a document: what each needs, why, and where the case holds it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal[
    "text", "longtext", "date", "int", "decimal", "bool", "choice", "texts", "records", "evidence"
]

TEXT_LIMIT = 500
LONGTEXT_LIMIT = 50_000


class FieldDefinition(BaseModel):
    """One field: `source` lists case paths, tried in order; `why` says why the document needs it.

    `by_move` gives the content that follows from the move decided (drop_minor → minor).
    `at_issue` marks what only issuing can fill (number, date). `required_when` is a condition over
    the other fields. `records` and `evidence` carry their own `fields`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    kind: Kind = "text"
    required: bool = True
    required_when: str | None = None
    at_issue: bool = False
    why: str = ""
    cite: str | None = None
    quote: str | None = None
    source: tuple[str, ...] = ()
    by_move: dict[str, str] = Field(default_factory=dict)
    choices: dict[str, str] = Field(default_factory=dict)
    fields: dict[str, FieldDefinition] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _one_source_is_a_list_of_one(cls, raw: object) -> object:
        if isinstance(raw, dict) and isinstance(raw.get("source"), str):
            return {**raw, "source": (raw["source"],)}
        return raw

    @model_validator(mode="after")
    def _kind_has_its_parts(self) -> FieldDefinition:
        if (self.kind == "choice") != bool(self.choices):
            raise ValueError(f"「{self.label}」：choice 须有 choices，其他种类不得有")
        if (self.kind in ("records", "evidence")) != bool(self.fields):
            raise ValueError(f"「{self.label}」：records、evidence 须有 fields，其他种类不得有")
        if self.required and not self.at_issue and not self.why:
            raise ValueError(f"「{self.label}」：必填项须写明理由（why）")
        return self

    @property
    def limit(self) -> int:
        """Characters one leaf may have; beyond it the value is refused, never cut."""
        return LONGTEXT_LIMIT if self.kind in ("longtext", "texts") else TEXT_LIMIT
