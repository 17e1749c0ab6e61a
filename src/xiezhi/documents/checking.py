"""What must hold before a document can be issued, beside what the law kernel asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from xiezhi.casework.forms.act_form import Mendable
from xiezhi.casework.identity import check_credit_code, check_identity_number
from xiezhi.documents.models import Document
from xiezhi.documents.rules import refused
from xiezhi.dossier.drafting import Draft, Template, Value
from xiezhi.evidence.selectors import citable, items_excluded, must_be_citable

IDENTITY = "identity_number"  # the field that holds a resident identity number
WORDS = re.compile(r"[\u4e00-\u9fff]")
LETTERS = re.compile(r"[A-Za-z]")
OLD_NUMBER = 15  # digits of a resident identity number before 1999
SHORTEST_NAME = 4  # characters; a shorter name of evidence (书证) occurs in ordinary words


def values_of(document: Document) -> dict[str, Value]:
    """Return the stored values of a document."""
    return {name: Value.from_json(raw) for name, raw in document.values.items()}


def checked_identity(content: str) -> str:
    """Return an identity number in its compact form, by the check of a case's parties.

    A unit's credit code is one too. Words that say there is none, or name another document, stand
    as they are.

    Raises:
        Mendable: what is wrong and the cure.
    """
    digits = sum(letter.isdigit() for letter in content)
    if WORDS.search(content) and digits < OLD_NUMBER:
        return content
    if LETTERS.search(content[:-1]):  # a number of digits alone is read as a person's
        with suppress(ValidationError):
            return check_credit_code(content)
    try:
        return check_identity_number(content)
    except ValidationError as error:
        problem, _stop, cure = error.messages[0].partition("。")
        without = "没有公民身份号码的，写明其他证件的名称和号码"
        raise Mendable(problem, cure + without) from error


def must_be_complete(draft: Draft) -> None:
    """Refuse a draft with gaps, naming each field.

    Raises:
        Refused: 409 with the labels of the missing fields.
    """
    if draft.missing:
        raise refused("issue.missing", "、".join(one.label for one in draft.missing))


def must_cite_lawfully(template: Template, values: dict[str, Value], case_id: UUID) -> None:
    """Refuse a document that cites an excluded or unknown item of evidence, or names one.

    Raises:
        Refused: 409 naming the item.
    """
    if not template.cites_evidence:
        return
    for name, definition in template.fields.items():
        if definition.kind == "evidence" and name in values:
            must_be_citable(case_id, list(numbers_in(values[name])))
    text = "\n".join(_texts(values))
    for item in items_excluded(case_id):
        if len(item.name) >= SHORTEST_NAME and item.name in text:
            raise refused("issue.cites_excluded", f"证据{item.no}{item.name}")


def numbers_in(value: Value) -> Iterator[int]:
    """Yield the numbers of the items that an evidence field cites."""
    for row in _rows(value):
        leaf = row.get("nos")
        yield from (int(no) for no in re.findall(r"\d+", str(leaf.content) if leaf else ""))


def chosen(case_id: UUID, numbers: list[int]) -> list[Any]:
    """Return the citable items with these numbers, in the order of the list of evidence."""
    return [item for item in citable(case_id) if item.no in set(numbers)]


def _rows(value: Value) -> list[dict[str, Value]]:
    content = value.content
    return [row for row in content if isinstance(row, dict)] if isinstance(content, list) else []


def _texts(values: dict[str, Value]) -> Iterator[str]:
    for value in values.values():
        content = value.content
        for part in content if isinstance(content, list) else [content]:
            if isinstance(part, dict):
                yield from _texts(part)
            else:
                yield str(part)
