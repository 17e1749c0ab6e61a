"""Identity numbers of persons and credit codes of units, checked when they are typed."""

import unicodedata

from django.core.exceptions import ValidationError
from stdnum import exceptions
from stdnum.cn import ric, uscc

WHY = {
    exceptions.InvalidLength: "应当是18位",
    exceptions.InvalidFormat: "含有不允许的字符",
    exceptions.InvalidChecksum: "末位校验码不符",
    exceptions.InvalidComponent: "其中的出生日期不存在",
}


def check_identity_number(number: str, *, of: str = "") -> str:
    """Return a resident identity number in its compact form.

    The region code is not looked up: regions are merged and renamed faster than any list.

    Raises:
        ValidationError: in Chinese, with the person, the number, what is wrong and the cure.
    """
    compact = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    try:
        if len(compact) != 18:
            raise exceptions.InvalidLength
        if not (
            compact[:17].isascii() and compact[:17].isdigit() and compact[17] in "0123456789X"
        ):
            raise exceptions.InvalidFormat
        ric.get_birth_date(compact)
        if compact[-1] != ric.calc_check_digit(compact):
            raise exceptions.InvalidChecksum
    except exceptions.ValidationError as error:
        raise _refused("公民身份号码", number, of, error, "核对身份证或者户籍证明") from error
    return compact


def check_credit_code(code: str, *, of: str = "") -> str:
    """Return a unified social credit code in its compact form.

    Raises:
        ValidationError: in Chinese, with the unit, the code, what is wrong and the cure.
    """
    try:
        return uscc.validate(code)
    except exceptions.ValidationError as error:
        raise _refused("统一社会信用代码", code, of, error, "核对营业执照") from error


def mask(number: str) -> str:
    """Return the number with all but the last four characters hidden."""
    return "*" * max(len(number) - 4, 0) + number[-4:] if number else ""


def _refused(
    what: str, value: str, of: str, error: exceptions.ValidationError, cure: str
) -> ValidationError:
    why = next(text for kind, text in WHY.items() if isinstance(error, kind))
    owner = f"{of}的" if of else ""
    return ValidationError(
        {"identity_number": f"{owner}{what}「{value}」{why}。{cure}后重新填写。"}
    )
