"""Identity numbers and credit codes as records give them: whole, widened, mistyped, masked."""

import re
from typing import NamedTuple

from xiezhi.screening.identity import credit_code, identity_number
from xiezhi.screening.refusal import Bad

_PERSON = re.compile(r"[0-9]{6}[0-9*]{8}[0-9*]{3}[0-9X*]")
_FIRM = re.compile(r"[0-9A-Z]{18}")
_OLD = re.compile(r"[0-9]{15}")


class Number(NamedTuple):
    """``number``: one to link by. ``checked``: the same if its check character was written too,
    so that two different ones are two subjects. ``written``: what stands there, to compare."""

    number: str | None
    checked: str | None
    written: str | None


NOTHING = Number(None, None, None)


def read_identity_number(written: str | None) -> Number:
    """A citizen's number. One of 15 digits is widened to 18 and links, but proves no difference:
    it had no check character (GB 11643-1999)."""
    if not written:
        return NOTHING
    try:
        number = identity_number(written, written)
    except Bad:
        plain = re.sub(r"[\s\-'’]", "", written).upper()
        return Number(None, None, plain if _PERSON.fullmatch(plain) else None)
    old = bool(_OLD.fullmatch(written.strip()))
    return Number(number, None if old else number, number)


def read_credit_code(written: str | None) -> Number:
    """A unit's unified social credit code (GB 32100)."""
    if not written:
        return NOTHING
    try:
        code = credit_code(written)
    except Bad:
        plain = re.sub(r"[\s\-]", "", written).upper()
        return Number(None, None, plain if _FIRM.fullmatch(plain) else None)
    return Number(code, code, code)
