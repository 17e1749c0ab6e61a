"""A unit's name folded: brackets, variants and the words for its legal form set aside."""

import re
import unicodedata
from typing import NamedTuple

from xiezhi.screening.linkage import names

_FORMS = (
    *("集团股份有限公司", "集团有限公司", "股份有限公司", "有限责任公司", "有限公司", "集团公司"),
    *("总公司", "分公司", "公司", "普通合伙", "有限合伙", "合伙企业", "专业合作社", "合作社"),
    *("个体工商户", "经营部", "工作室", "商行", "门市部"),
)
_FORM = re.compile("(" + "|".join(_FORMS) + ")+$")
_PLACE = re.compile(r"^[^省]{2,8}?省|^[^市]{1,7}?市|^[^区县]{1,6}?[区县]")
_NOT_OF_A_NAME = re.compile(r"[\s()（）\[\]【】·.,，。、\-]")


class Folded(NamedTuple):
    """``name`` whole, ``core`` without place and legal form, both simplified; how it sounds."""

    name: str | None
    core: str | None
    legal_form: str | None
    sound: str | None
    shape: str | None


NOTHING = Folded(None, None, None, None, None)


def fold(written: str | None) -> Folded:
    """A unit's name; one with a mask, or shorter than three characters, gives nothing."""
    if not written or re.search(r"[*＊×某]", written):
        return NOTHING
    plain = _NOT_OF_A_NAME.sub("", unicodedata.normalize("NFKC", written))
    name = "".join(map(names.simplified, plain)).upper()
    if len(name) < 3:
        return NOTHING
    bare = _FORM.sub("", name)
    core = bare
    while len(cut := _PLACE.sub("", core, count=1)) >= 2 and cut != core:
        core = cut
    sound = " ".join(map(names.sound, core))
    return Folded(name, core, name[len(bare) :] or None, sound, names.shape(core))
