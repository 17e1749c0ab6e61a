"""Finds the person of the city who may do something in a procuratorate."""

from datetime import date
from functools import cache

from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role


class Staff:
    """People of one procuratorate by role, read once: the city appoints nobody later."""

    def __init__(self, unit: str, on: date) -> None:
        self.unit = unit
        self.unit_name = organs.procuratorate(unit).name
        self._on = on
        self.with_role = cache(self._with_role)
        self.head_of = cache(self._head_of)
        self.person = cache(organs.person)

    def _with_role(self, role: str) -> tuple[Person, ...]:
        return tuple(organs.persons(self.unit, self._on, roles=[role]))

    def _head_of(self, department_code: str) -> Person:
        department = organs.department(self.unit, department_code)
        return organs.heads_of(department, self._on)[0]

    @property
    def manager(self) -> Person:
        """Case management, who accept and assign."""
        return self.with_role(Role.CASE_MANAGEMENT)[0]

    @property
    def chief(self) -> Person:
        """The chief."""
        return self.with_role(Role.CHIEF)[0]

    @property
    def committee(self) -> list[Person]:
        """The whole committee."""
        return organs.committee(self.unit, self._on)

    def prosecutors(self, department_code: str) -> list[Person]:
        """The prosecutors of a department."""
        found = organs.persons(
            self.unit, self._on, roles=[Role.PROSECUTOR], department_code=department_code
        )
        return list(found)
