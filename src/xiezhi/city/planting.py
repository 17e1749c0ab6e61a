"""What every planter of breaches needs: people, days before today, and lines in registers."""

from datetime import date, timedelta
from random import Random
from typing import Any

from xiezhi.city.books import Books, Correction, Imprisonment
from xiezhi.city.histories import add_months
from xiezhi.city.identity import credit_code
from xiezhi.city.residents import Registry, Resident


class Planter:
    """Draws residents and firms and enters what agencies have on file about them."""

    def __init__(self, draw: Random, books: Books, registry: Registry) -> None:
        self.draw = draw
        self.books = books
        self.registry = registry
        self.enter = books.enter
        self._serial = 0

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.books.today - timedelta(days=days)

    def month(self, months: int) -> date:
        """The first day of the month so many months before this one."""
        return add_months(self.books.today.replace(day=1), -months)

    def number(self, form: str) -> str:
        """A case number no other case has; ``form`` carries {year} and {serial}."""
        self._serial += 1
        return form.format(year=self.books.today.year, serial=5000 + self._serial)

    def firm(self) -> str:
        """The credit code of an invented firm."""
        return credit_code(self.draw)

    def person(
        self, model: str, note: str, *keys: str, decoy: bool = False, name: str | None = None
    ) -> Resident:
        """A new resident about whom a breach, or a decoy, of a model is planted.

        ``keys`` are what else names the subject, such as a case number.
        """
        resident = self.registry.resident(name=name)
        self.books.plant(model, (resident.identity_number, *keys), note, decoy=decoy)
        return resident

    def file(self, register: str, person: Resident | None = None, **columns: Any) -> None:
        """Enter one line of a register; a day (``…_on``) may be given as days before today."""
        self.enter(
            register,
            person,
            **{
                key: self.ago(value) if key.endswith("_on") and isinstance(value, int) else value
                for key, value in columns.items()
            },
        )

    def imprison(self, person: Resident, start: int, end: int | None, reason: str = "") -> None:
        """Enter a prison term, in days before today."""
        end_on = None if end is None else self.ago(end)
        self.books.imprisonments.append(Imprisonment(person, self.ago(start), end_on, reason))

    def correct(
        self, person: Resident, effective: int, months: int = 18, **more: Any
    ) -> Correction:
        """Enter a lawful community correction, effective so many days before today."""
        effective_on = self.ago(effective)
        reported_on = min(effective_on + timedelta(days=5), self.books.today)
        one = Correction(person, "缓刑", effective_on, reported_on, months, **more)
        self.books.corrections.append(one)
        return one

    def sentence(self, person: Resident, effective: int, penalty: str, **columns: Any) -> str:
        """Enter a judgment in the register of judgments in force; return its case number."""
        number = self.number("（{year}）云9902刑初{serial}号")
        given = {"case_number": number, "charge": "寻衅滋事罪", "penalty": penalty}
        dates = {"judged_on": self.ago(effective + 10), "effective_on": self.ago(effective)}
        self.enter("sentence", person, **given | dates | columns)
        return number
