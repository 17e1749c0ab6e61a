"""Names folded so that one name written two ways is one: variants, sounds, forms."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_MASKED = re.compile(r"[*＊×某?？○]|(?<=[\u4e00-\u9fff])[xX]")
_NOT_OF_A_NAME = re.compile(r"[\s·•‧・.,，。、()（）\-]")
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "夏侯",
)


class Folded(NamedTuple):
    """A name in the forms that are compared; all None for a masked or empty name."""

    name: str | None
    sound: str | None
    shape: str | None
    surname: str | None
    given_sound: str | None


NOTHING = Folded(None, None, None, None, None)


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _tables() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    read = yaml.safe_load((Path(__file__).parent / "forms.yaml").read_text("utf-8"))
    shapes: dict[str, str] = {}
    for group in read["shapes"]:
        first = min(shapes.get(character, character) for character in group)
        shapes.update(dict.fromkeys(group, first))
    return shapes, tuple(tuple(pair.split()) for pair in read["sounds"])


@cache
def simplified(character: str) -> str:
    """A character in its simplified form; one that has none stays."""
    return str(_converter().convert(character))


@cache
def sound(character: str) -> str:
    """How a character is read, without tone and without what dialects do not tell apart."""
    from pypinyin import lazy_pinyin

    read = str(lazy_pinyin(character)[0])
    for told, folded in _tables()[1]:
        read = read.replace(told, folded)
    return read


def shape(text: str) -> str:
    """A text with characters that are misread for each other made one."""
    shapes = _tables()[0]
    return "".join(shapes.get(c, c) for c in text)


def fold(written: str | None) -> Folded:
    """A person's name. A name with a mask (张某、张*) says too little and gives nothing."""
    if not written or _MASKED.search(written):
        return NOTHING
    plain = _NOT_OF_A_NAME.sub("", unicodedata.normalize("NFKC", written))
    name = "".join(map(simplified, plain)).upper()
    if len(name) < 2:
        return NOTHING
    cut = 2 if name[:2] in _COMPOUND and len(name) > 2 else 1
    return Folded(
        name,
        " ".join(map(sound, name)),
        shape(name),
        name[:cut],
        " ".join(map(sound, name[cut:])),
    )
