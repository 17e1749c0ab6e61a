"""The choices of a step that depend on the matter, and the words of what may be determined."""

from django.utils.translation import gettext_lazy as _

from xiezhi.accountability.matter import Matter, committees
from xiezhi.accountability.worksheet import decided_matters
from xiezhi.law.liability import KINDS

KIND_LABELS = {
    "primary": _("主要承担司法责任"),
    "judicial": _("承担司法责任"),
    "corresponding": _("承担相应的司法责任"),
    "supervisory": _("承担监督管理责任"),
    "human_review": _("提请人工审查"),
    "management": _("采取其他管理措施"),
    "flaw": _("登记司法瑕疵"),
    "none": _("不承担司法责任"),
}
NONE = (("", "没有"),)


def offered(matter: Matter) -> dict[str, tuple[tuple[str, str], ...]]:
    """The choices that depend on the matter or on what is set up, by their name."""
    kinds = (kind for kind in KINDS if kind != "human_review")
    return {
        "matters": decided_matters(matter.case) or NONE,
        "committees": committees(matter.case) or NONE,
        "kinds": tuple((kind, str(KIND_LABELS[kind])) for kind in kinds),
    }
