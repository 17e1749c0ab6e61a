"""An address cut into city, county or district, and what follows."""

import re
from typing import NamedTuple

_PROVINCE = re.compile(r"^[^市县区]{2,8}?(?:省|自治区|特别行政区)")
_CITY = re.compile(r"[^省市区县旗]{1,8}?(?:市|自治州|盟|地区)")
_PART = re.compile(r"[^省市区县旗]{1,8}?(?:区|县|旗|市)")
_SPACE = re.compile(r"\s")
_STREET_AT_LEAST = 3  # characters; less tells no house


class Place(NamedTuple):
    """Each None where the address does not say it."""

    city: str | None
    part: str | None
    street: str | None


def read_place(written: str | None) -> Place:
    """``云州市云江区人民路3号`` is city 云州市, part 云江区, street 人民路3号."""
    rest = _PROVINCE.sub("", _SPACE.sub("", written or ""))
    city = _CITY.match(rest)
    rest = rest[city.end() :] if city else rest
    part = _PART.match(rest)
    rest = rest[part.end() :] if part else ""
    return Place(
        city[0] if city else None,
        part[0] if part else None,
        rest if len(rest) >= _STREET_AT_LEAST else None,
    )
