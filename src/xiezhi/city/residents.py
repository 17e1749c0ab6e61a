"""Residents of the fictional city."""

from dataclasses import dataclass
from datetime import date
from random import Random

from xiezhi.city.identity import DISTRICTS, birthday, identity_number
from xiezhi.city.names import personal_name


@dataclass(frozen=True, slots=True)
class Resident:
    """An invented person: name, sex, birth date, identity number, district."""

    name: str
    male: bool
    born_on: date
    identity_number: str
    district: str

    @property
    def sex(self) -> str:
        """The word for the sex as agencies write it."""
        return "男" if self.male else "女"


class Registry:
    """Draws residents whose identity numbers never repeat."""

    def __init__(self, draw: Random, today: date) -> None:
        self._draw = draw
        self._today = today
        self._taken: set[str] = set()

    def resident(
        self,
        *,
        youngest: int = 19,
        oldest: int = 64,
        name: str | None = None,
        male: bool | None = None,
    ) -> Resident:
        """Return a new resident; ``name`` makes a namesake of somebody else."""
        draw = self._draw
        male = draw.random() < 0.8 if male is None else male
        born_on = birthday(draw, youngest=youngest, oldest=oldest, on=self._today)
        number = identity_number(draw, born_on, male=male)
        while number in self._taken:
            number = identity_number(draw, born_on, male=male)
        self._taken.add(number)
        return Resident(
            name=name or personal_name(draw, male=male),
            male=male,
            born_on=born_on,
            identity_number=number,
            district=draw.choice(DISTRICTS)[1],
        )
