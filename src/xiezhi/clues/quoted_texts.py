"""The text that rows of a clue were read from, cut to the places it was read at, with ①②③."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xiezhi.evidence.selectors import TextView, text_keyed
from xiezhi.screening import Dictionary

SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
AROUND = 60  # characters shown on either side of a place, to the end of its sentence at most
# names in a record of the dossier that differ from the column of the table
COLUMNS = {
    "case_no": ("case_number",),
    "indictment_no": ("indictment_number",),
    "charges_indicted": ("charge",),
    "charges": ("charge",),
    "articles_indictment": ("article",),
    "proposed": ("term_months_min", "term_months_max", "penalty", "fine_proposed"),
    "fine": ("fine_yuan",),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words; ``sign`` stands behind those that a field was read from."""

    words: str
    sign: str = ""
    fields: str = ""


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A text with its passages, each a row of parts; what lies between them is left out."""

    id: UUID
    title: str
    passages: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a text a column of a table was read."""

    text_id: str
    start: int
    end: int
    table: str
    columns: tuple[str, ...]


def quoted_texts(
    rows: Mapping[str, list[dict[str, Any]]], dictionary: Dictionary
) -> tuple[tuple[QuotedText, ...], dict[tuple[str, str], str]]:
    """Return the texts, and the sign of every (table, column) that was read from one of them."""
    places = [p for name in rows if name in dictionary for p in _places(name, rows[name])]
    signs: dict[tuple[str, str], str] = {}
    texts = []
    for key in dict.fromkeys(place.text_id for place in places):
        text = text_keyed(key)
        if text is not None:
            texts.append(_quoted(text, [p for p in places if p.text_id == key], dictionary, signs))
    return tuple(texts), signs


def _places(table: str, rows: Sequence[Mapping[str, Any]]) -> list[Place]:
    found = []
    for row in rows:
        shown = {name for name, value in row["values"].items() if value is not None}
        for anchor in row.get("anchors") or ():
            last = [
                part
                for part in re.split(r"[.\[\]]+", anchor["field"])
                if part and not part.isdigit()
            ][-1]
            columns = tuple(c for c in COLUMNS.get(last, (last,)) if c in shown)
            if columns:
                found.append(
                    Place(anchor["text_id"], anchor["start"], anchor["end"], table, columns)
                )
    return found


def _quoted(
    text: TextView, places: list[Place], dictionary: Dictionary,
    signs: dict[tuple[str, str], str],
) -> QuotedText:  # fmt: skip
    """The passages of one text; ``signs`` gains what its places are called."""
    merged: list[tuple[int, int, str, list[str]]] = []
    for place in sorted(places, key=lambda p: (p.start, p.end)):
        if not 0 <= place.start < place.end <= len(text.content):
            continue
        if merged and place.start < merged[-1][1]:
            start, end, sign, labels = merged.pop()
            merged.append((start, max(end, place.end), sign, labels))
        else:
            number = len(set(signs.values()))
            sign = SIGNS[number] if number < len(SIGNS) else str(number + 1)
            merged.append((place.start, place.end, sign, []))
        for column in place.columns:
            signs.setdefault((place.table, column), merged[-1][2])
            merged[-1][3].append(dictionary[place.table].columns[column].label)
        signs.setdefault((text.key, merged[-1][2]), merged[-1][2])
    return QuotedText(text.id, text.title, _passages(text.content, merged))


def _passages(
    content: str, marks: list[tuple[int, int, str, list[str]]]
) -> tuple[tuple[Part, ...], ...]:
    passages: list[list[Part]] = []
    at = -1
    for start, end, sign, labels in marks:
        begin = _sentence_before(content, start)
        if at < 0 or begin > at:
            if passages:
                passages[-1].append(Part(content[at : _sentence_after(content, at)]))
                at = max(at, _sentence_after(content, at))
            begin = max(begin, at)
            if passages and begin <= at:
                passages[-1].append(Part(content[at:start]))
            else:
                passages.append([Part(content[begin:start])])
        else:
            passages[-1].append(Part(content[at:start]))
        passages[-1].append(Part(content[start:end], sign, "、".join(dict.fromkeys(labels))))
        at = end
    if passages:
        passages[-1].append(Part(content[at : _sentence_after(content, at)]))
    return tuple(tuple(part for part in row if part.words) for row in passages)


def _sentence_before(content: str, at: int) -> int:
    cut = max(content.rfind(stop, 0, at) for stop in "。\n；")
    return max(cut + 1, at - AROUND)


def _sentence_after(content: str, at: int) -> int:
    stops = [place for stop in "。\n；" if (place := content.find(stop, at)) >= 0]
    return min(min(stops, default=len(content)) + 1, at + AROUND, len(content))
