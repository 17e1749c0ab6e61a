"""A document template: its structure and fields as data, one folder each (packs/*/templates)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from xiezhi.dossier.drafting.expressions import names_in
from xiezhi.dossier.drafting.fields import FieldDefinition

ROOT = Path(__file__).resolve().parents[2] / "packs" / "cn" / "templates"

Role = Literal[
    "organ", "title", "number", "addressee", "paragraph", "heading", "subheading",
    "signature", "seal", "seal_line", "date", "note", "slip", "copies",
]  # fmt: skip


class TemplateError(ValueError):
    """A template file breaks its own rules; the message names file, place and cure."""


class Block(BaseModel):
    """A line of the sheet: `text` in Jinja, or `blocks` repeated for `each` / kept only `when`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: Role = "paragraph"
    text: str = ""
    each: str | None = None
    when: str | None = None
    blocks: tuple[Block, ...] = ()

    def expressions(self) -> Iterator[str]:
        """Every Jinja source in the block, the inner blocks' included."""
        yield from (part for part in (self.text, self._opening()) if part)
        for block in self.blocks:
            yield from block.expressions()

    def _opening(self) -> str:
        loop = f"{{% for item in {self.each} %}}{{% endfor %}}" if self.each else ""
        return loop + (f"{{% if {self.when} %}}{{% endif %}}" if self.when else "")


class Validity(BaseModel):
    """From when the legal basis is in force; `until` is exclusive."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    from_on: date = Field(alias="from")
    until_on: date | None = Field(default=None, alias="until")

    def covers(self, day: date) -> bool:
        """Whether the day lies within the validity."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class Template(BaseModel):
    """One kind of document; `word` goes into its number (刑诉).

    A document of `legal_effect` rests on exactly one decision; one that `cites_evidence` may not
    name an excluded item; one that `awaits_reply` has an addressee who must answer; one
    `per_matter` is written on each matter not yet decided. `room` says who writes it: those in
    the proceeding, or case management about it. `recipient` is the field that names the first
    addressee.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    version: int
    in_force: Validity
    cite: str
    quote: str
    word: str
    legal_effect: bool
    cites_evidence: bool = False
    awaits_reply: bool = False
    per_matter: bool = False
    recipient: str = ""
    room: Literal["documents", "management"] = "documents"
    fields: dict[str, FieldDefinition]
    sheet: tuple[Block, ...]
    digest: str = ""

    @model_validator(mode="after")
    def _names_match(self) -> Template:
        declared = set(self.fields)
        written = names_in(part for block in self.sheet for part in block.expressions())
        asked = names_in(
            f"{{% if {one.required_when} %}}{{% endif %}}"
            for one in self.fields.values()
            if one.required_when
        )
        named = {self.recipient} if self.recipient else set()
        unknown = (written | asked | named) - declared - {"item", "listed", "loop"}
        if unknown:
            raise ValueError(f"正文用了没有声明的字段：{'、'.join(sorted(unknown))}")
        unused = declared - written
        if unused:
            raise ValueError(f"声明了正文没有用到的字段：{'、'.join(sorted(unused))}")
        return self

    def __hash__(self) -> int:
        return hash((self.id, self.digest))


def load_template(folder: Path) -> Template:
    """Read `template.yaml` in a folder; raises TemplateError with the file and what is wrong."""
    return _load(folder.resolve())


def load_templates(root: Path | None = None) -> Mapping[str, Template]:
    """All templates under a root (by default the national ones), by id."""
    folders = sorted(path.parent for path in (root or ROOT).glob("*/template.yaml"))
    return {folder.name: load_template(folder) for folder in folders}


@lru_cache(maxsize=256)
def _load(folder: Path) -> Template:
    path = folder / "template.yaml"
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise TemplateError(f"没有文书模板 {folder.name}：缺少文件 template.yaml") from None
    shared_path = folder.parent / "fields.yaml"
    shared = shared_path.read_bytes() if shared_path.is_file() else b"{}"
    try:
        data = yaml.safe_load(raw)
        data["fields"] = _with_shared(data["fields"], yaml.safe_load(shared))
        digest = hashlib.sha256(raw + shared).hexdigest()
        template = Template.model_validate({**data, "digest": digest})
    except (yaml.YAMLError, ValidationError, KeyError, TypeError) as error:
        raise TemplateError(f"文书模板 {folder.name} 有误：{error}") from error
    if template.id != folder.name:
        raise TemplateError(f"文书模板 {folder.name} 的 id 写作 {template.id}，应与目录名相同")
    return template


def _with_shared(
    own: Mapping[str, Mapping[str, object] | None], shared: Mapping[str, Mapping[str, object]]
) -> dict[str, dict[str, object]]:
    """A field left empty is taken from the shared list; what a template writes wins."""
    return {name: {**shared.get(name, {}), **(given or {})} for name, given in own.items()}
