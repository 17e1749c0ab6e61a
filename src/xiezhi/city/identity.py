"""Identity numbers and credit codes of the fictional city."""

from datetime import date
from random import Random

from stdnum.cn import ric, uscc

CITY_CODE = "9901"  # not allocated by GB/T 2260
DISTRICTS = (
    ("01", "云江区"), ("02", "临泽区"), ("03", "石渡区"), ("04", "青浦湾区"),
    ("21", "安平县"), ("22", "清源县"), ("23", "白鹭县"), ("81", "望海市"),
)  # fmt: skip


def identity_number(draw: Random, born_on: date, *, male: bool) -> str:
    """Return an 18-character number with a valid check digit and an unallocated region code."""
    district = draw.choice(DISTRICTS)[0]
    serial = draw.randrange(0, 499) * 2 + (1 if male else 2)
    stem = f"{CITY_CODE}{district}{born_on:%Y%m%d}{serial:03d}"
    return stem + ric.calc_check_digit(stem + "0")


def credit_code(draw: Random) -> str:
    """Return an 18-character unified social credit code with a valid check digit."""
    stem = f"91{CITY_CODE}01" + "".join(draw.choice("0123456789") for _ in range(9))
    return stem + uscc.calc_check_digit(stem + "0")


def birthday(draw: Random, *, youngest: int, oldest: int, on: date) -> date:
    """Return the birth date of somebody ``youngest`` to ``oldest`` full years old on a day."""
    year = on.year - draw.randint(youngest + 1, oldest)
    return date(year, draw.randint(1, 12), draw.randint(1, 28))
