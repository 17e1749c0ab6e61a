"""Draw the books of the whole city from one seed."""

from datetime import date
from random import Random

from xiezhi.city import (
    breaches_administrative,
    breaches_allowances,
    breaches_children,
    breaches_civil,
    breaches_correction,
    breaches_custody,
    breaches_detention,
    breaches_enforcement,
    breaches_execution,
    breaches_judgment,
    breaches_minors,
    breaches_police,
    breaches_police_calls,
    breaches_property,
    breaches_prosecution,
    breaches_public,
    breaches_taxes,
)
from xiezhi.city.books import Books
from xiezhi.city.breaches_criminal import plant_all
from xiezhi.city.breaches_other import OtherBreaches
from xiezhi.city.criminal_files import file_histories
from xiezhi.city.histories import Histories
from xiezhi.city.ordinary_life import enter_ordinary
from xiezhi.city.planting import Planter
from xiezhi.city.residents import Registry

ORDINARY, BAILED = 320, 90  # lawful histories around the planted ones
LINES = (
    breaches_execution,
    breaches_custody,
    breaches_civil,
    breaches_enforcement,
    breaches_administrative,
    breaches_public,
    breaches_minors,
    breaches_police,
    breaches_detention,
    breaches_prosecution,
    breaches_property,
    breaches_judgment,
    breaches_police_calls,
    breaches_children,
    breaches_allowances,
    breaches_taxes,
    breaches_correction,  # last: it completes the files of everybody under correction
)


def draw_books(seed: int, today: date) -> Books:
    """Return the same books for the same seed and day: lawful files, breaches, decoys."""
    draw = Random(seed)  # noqa: S311 - invented data, nothing secret
    registry = Registry(draw, today)
    books = Books(today)
    histories = Histories(draw, registry, today)
    books.histories = [histories.ordinary() for _ in range(ORDINARY)]
    books.histories += [histories.bailed() for _ in range(BAILED)]
    plant_all(books, histories)
    OtherBreaches(draw, books, registry).plant_all()
    planter = Planter(draw, books, registry)
    file_histories(planter)
    enter_ordinary(planter)
    for line in LINES:
        line.plant_all(planter)
    return books
