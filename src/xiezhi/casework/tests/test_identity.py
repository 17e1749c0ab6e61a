"""Identity numbers and credit codes: what is wrong is said in Chinese, with the cure."""

import pytest
from django.core.exceptions import ValidationError
from stdnum.cn import ric

from xiezhi.casework.identity import check_credit_code, check_identity_number, mask


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("36042619910101007", "应当是18位"),
        ("3604261991010100A1", "含有不允许的字符"),
        ("360426199101010072", "末位校验码不符"),
        ("360426199113010077", "出生日期不存在"),
    ],
)
def test_a_wrong_identity_number_names_person_value_fault_and_cure(number, why):
    with pytest.raises(ValidationError) as refused:
        check_identity_number(number, of="周启衡")
    (text,) = refused.value.message_dict["identity_number"]
    assert "周启衡" in text
    assert number in text
    assert why in text
    assert "核对身份证" in text


def test_a_right_number_is_kept_compact_and_an_unknown_region_is_not_refused():
    assert check_identity_number(" 36042619910101007 1 ") == "360426199101010071"
    stem = "99010119910101007"
    assert check_identity_number(stem + ric.calc_check_digit(stem + "0")).startswith(stem)


def test_credit_codes_are_checked_too():
    assert check_credit_code("91110000600037341L") == "91110000600037341L"
    with pytest.raises(ValidationError, match="核对营业执照"):
        check_credit_code("911100006000373410", of="某公司")


def test_only_the_last_four_characters_show():
    assert mask("360426199101010071") == "*" * 14 + "0071"
    assert mask("") == ""
