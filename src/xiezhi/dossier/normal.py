"""Length-preserving normalisation: every character maps to one character, so offsets stay those of the text as printed."""

from __future__ import annotations

_FULL = {ord("！") + i: chr(ord("!") + i) for i in range(94)}
_BRACKETS = {ord(c): "〔" for c in "［【﹝〔[{｛〖"} | {ord(c): "〕" for c in "］】﹞〕]}｝〗"}
_PUNCTUATION = {
    ord(","): "，", ord("，"): "，", ord(";"): "；", ord("；"): "；", ord(":"): "：", ord("："): "：",
    ord("?"): "？", ord("？"): "？", ord("!"): "！", ord("！"): "！", ord("．"): ".", ord("﹑"): "、",
    ord("\u3000"): " ", ord("\xa0"): " ", ord("\r"): " ", ord("\t"): " ",
    ord("○"): "〇", ord("◯"): "〇", ord("Ο"): "〇", ord("０"): "0", ord("％"): "%", ord("﹪"): "%",
    ord("“"): "“", ord("＂"): "“",
}  # fmt: skip
_TABLE = {**_FULL, **_BRACKETS, **_PUNCTUATION}


def normalise(text: str) -> str:
    """Return ``text`` with widths, brackets and punctuation unified; the length never changes."""
    return text.translate(_TABLE)
