"""Text with highlighted spans: paragraphs of plain and marked pieces, numbered ①②③."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `paths` are the fields taken from it, `mark` its number sign."""

    text: str
    paths: tuple[str, ...] = ()
    mark: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A merged stretch of the text, [start, end), with the fields that were read there."""

    start: int
    end: int
    paths: tuple[str, ...]


def merged(spans: Mapping[str, Sequence[int]], length: int) -> tuple[Span, ...]:
    """Return the spans in order, overlapping ones joined, those outside the text left out."""
    found: list[Span] = []
    for path, (start, end) in sorted(spans.items(), key=lambda item: (item[1][0], item[1][1])):
        if not 0 <= start < end <= length:
            continue
        if found and start < found[-1].end:
            last = found.pop()
            found.append(Span(last.start, max(last.end, end), (*last.paths, path)))
        else:
            found.append(Span(start, end, (path,)))
    return tuple(found)


def sign(number: int) -> str:
    """Return the circled sign of the number, counted from 1; plain digits beyond fifty."""
    return CIRCLED[number - 1] if number <= len(CIRCLED) else str(number)


def numbers(spans: Mapping[str, Sequence[int]], length: int) -> dict[str, tuple[str, str]]:
    """Return for every field path the sign and the anchor of the span it came from."""
    return {
        path: (sign(n), f"s{n}")
        for n, span in enumerate(merged(spans, length), 1)
        for path in span.paths
    }


def paragraphs(text: str, spans: Mapping[str, Sequence[int]]) -> tuple[tuple[Piece, ...], ...]:
    """Return the text by lines, each a row of pieces; a span over a line end is cut there."""
    pieces: list[Piece] = []
    at = 0
    for n, span in enumerate(merged(spans, len(text)), 1):
        pieces.append(Piece(text[at : span.start]))
        pieces.append(Piece(text[span.start : span.end], span.paths, sign(n), f"s{n}"))
        at = span.end
    pieces.append(Piece(text[at:]))
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.paths, "" if others else piece.mark, piece.anchor))
        for n, part in enumerate(others, 1):
            last = n == len(others)
            lines.append([Piece(part, piece.paths, piece.mark if last else "")])
    return tuple(kept for line in lines if (kept := tuple(p for p in line if p.text.strip())))
