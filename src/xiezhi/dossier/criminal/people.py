"""Which defendant a stretch of text speaks of."""

from __future__ import annotations

import re

from xiezhi.dossier.criminal.accusation import Accused
from xiezhi.dossier.normal import normalise
from xiezhi.dossier.zones import Sentence

_ALL = re.compile(
    r"(?:各|[一二三四五六七八九十两]+(?:名)?|\d+名?|上述|上列|以上|全体"
    r"|全案)(?:[一二三四五六七八九十]+(?:名)?)?(?:原审)?被告(?:人|单位)|被告人均"
    r"|(?:二|三|四|五|六|七|八|九|十|两)(?:人|上诉人)均"
)
_TITLES = re.compile(r"《[^》]*》")
_SHORT = re.compile(r"\((?:以下)?(?:均)?简?称[“：]?([^)”]{2,20})”?\)")
_BETWEEN = re.compile(r"(?:[、，和及与]|被告人|被告单位|上诉人)*")


class People:
    """Finds the defendants of one judgment by name; ``Accused`` indexes stay those of the list
    given.
    """

    def __init__(self, accused: list[Accused], text: str = "") -> None:
        self.accused = accused
        names: dict[str, list[int]] = {}
        for index, person in enumerate(accused):
            names.setdefault(normalise(person.name), []).append(index)
            if person.kind == "person" and person.name.startswith("自报"):
                names.setdefault(normalise(person.name[2:]), []).append(index)
        units = [index for index, person in enumerate(accused) if person.kind == "unit"]
        for index in units:
            short = _SHORT.match(text, accused[index].end)
            if short:
                names.setdefault(short[1], []).append(index)
        if units:
            names["被告单位"] = units
        self._names = names
        longest = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_ended, longest))) if longest else None

    def __len__(self) -> int:
        return len(self.accused)

    @property
    def everyone(self) -> tuple[int, ...]:
        """All indexes."""
        return tuple(range(len(self.accused)))

    def mentions(
        self, text: str, start: int = 0, end: int | None = None
    ) -> list[tuple[int, int, tuple[int, ...]]]:
        """Places of names in ``text[start:end]``: (start, end, indexes); same-named people
        share a place.
        """
        if self._pattern is None:
            return []
        stop = len(text) if end is None else end
        return [
            (m.start(), m.end(), tuple(self._names[m.group()]))
            for m in self._pattern.finditer(text, start, stop)
        ]

    def nearest(self, text: str, position: int) -> tuple[int, ...]:
        """The run of names (甲、乙和丙) that ends last before ``position``; empty when nobody
        is named.
        """
        before = [m for m in self.mentions(text) if m[1] <= position]
        if not before:
            return ()
        run = list(before[-1][2])
        edge = before[-1][0]
        for low, high, who in reversed(before[:-1]):
            if not _BETWEEN.fullmatch(text[high:edge]):
                break
            run += who
            edge = low
        return tuple(dict.fromkeys(run))

    def named(self, text: str) -> tuple[int, ...]:
        """Indexes of everybody named in ``text``, in order, once each."""
        return tuple(
            dict.fromkeys(index for _, _, group in self.mentions(text) for index in group)
        )

    def speaks_of(self, text: str) -> tuple[int, ...]:
        """Who ``text`` is about: the people named, or everyone when it says 三被告人 or there
        is only one defendant.
        """
        named = self.named(text)
        if named:
            return named
        if len(self.accused) == 1 or _ALL.search(text):
            return self.everyone
        return ()


class Hearing:
    """The sentences of a judgment and, worked out only when asked, whom each one is about."""

    def __init__(self, people: People, sentences: list[Sentence]) -> None:
        self.people = people
        self.sentences = sentences
        self._who: dict[int, tuple[int, ...]] = {}
        self._telling: dict[re.Pattern[str], list[int]] = {}

    def telling(self, pattern: re.Pattern[str]) -> list[int]:
        """Places of the sentences ``pattern`` is found in, searched for once."""
        if pattern not in self._telling:
            told = [n for n, s in enumerate(self.sentences) if pattern.search(s.text)]
            self._telling[pattern] = told
        return self._telling[pattern]

    def plain(self, place: int) -> str:
        """The sentence with the titles of laws blanked: 《关于处理自首…》 tells nothing of a
        defendant.
        """
        text = self.sentences[place].text
        return _TITLES.sub(lambda m: " " * len(m.group()), text) if "《" in text else text

    def who(self, place: int) -> tuple[int, ...]:
        """The defendants sentence ``place`` is about; one that names nobody goes on with the
        one before.
        """
        asked = place
        while asked >= 0 and asked not in self._who:
            named = self.people.speaks_of(self.plain(asked))
            if named:
                self._who[asked] = named
                break
            asked -= 1
        alone = self.people.everyone if len(self.people) == 1 else ()
        found = self._who[asked] if asked >= 0 else alone
        self._who.update(dict.fromkeys(range(asked + 1, place + 1), found))
        return found


def _ended(name: str) -> str:
    """张某 is not 张某1 nor 张某甲, but 张某2017年 is 张某 and a date."""
    return rf"{name}(?![甲乙丙丁某])(?!\d(?!\d{{3}}年))" if name[-1] in "某0123456789" else name
