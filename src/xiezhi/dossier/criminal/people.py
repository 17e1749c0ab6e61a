"""Which defendant a stretch of text speaks of."""

from __future__ import annotations

import re

from xiezhi.dossier.criminal.accusation import Accused
from xiezhi.dossier.normal import normalise

_ALL = re.compile(
    r"(?:各|[一二三四五六七八九十两]+(?:名)?|\d+名?|上述|上列|以上|全体"
    r"|全案)(?:[一二三四五六七八九十]+(?:名)?)?(?:原审)?被告(?:人|单位)|被告人均"
    r"|(?:二|三|四|五|六|七|八|九|十|两)(?:人|上诉人)均"
)


class People:
    """Finds the defendants of one judgment by name; ``Accused`` indexes stay those of the list given."""

    def __init__(self, accused: list[Accused]) -> None:
        self.accused = accused
        names: dict[str, list[int]] = {}
        for index, person in enumerate(accused):
            names.setdefault(normalise(person.name), []).append(index)
            if person.kind == "person" and person.name.startswith("自报"):
                names.setdefault(normalise(person.name[2:]), []).append(index)
        self._names = names
        longest = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
        self._pattern = (
            re.compile(
                "|".join(
                    f"{n}(?!\\d)" if n[-1:].isdigit() else f"{n}(?![\\d甲乙丙丁某])"
                    for n in longest
                )
            )
            if longest
            else None
        )

    def __len__(self) -> int:
        return len(self.accused)

    @property
    def everyone(self) -> tuple[int, ...]:
        """All indexes."""
        return tuple(range(len(self.accused)))

    def mentions(
        self, text: str, start: int = 0, end: int | None = None
    ) -> list[tuple[int, int, tuple[int, ...]]]:
        """Places of names in ``text[start:end]``: (start, end, indexes); same-named people share a place."""
        if self._pattern is None:
            return []
        stop = len(text) if end is None else end
        return [
            (m.start(), m.end(), tuple(self._names[m.group()]))
            for m in self._pattern.finditer(text, start, stop)
        ]

    def named(self, text: str) -> tuple[int, ...]:
        """Indexes of everybody named in ``text``, in order, once each."""
        return tuple(
            dict.fromkeys(index for _, _, group in self.mentions(text) for index in group)
        )

    def speaks_of(self, text: str) -> tuple[int, ...]:
        """Who ``text`` is about: the people named, or everyone when it says 三被告人 or there is only one defendant."""
        named = self.named(text)
        if named:
            return named
        if len(self.accused) == 1 or _ALL.search(text):
            return self.everyone
        return ()
