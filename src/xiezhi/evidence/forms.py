"""Forms of the dossier: entering an item, excluding one."""

from typing import Any

from django.utils.translation import gettext as _

from xiezhi.casework.forms import ActForm
from xiezhi.evidence.models import EvidenceItem
from xiezhi.law import FieldSpec


class ItemForm(ActForm):
    """An item of evidence as entered."""

    def __init__(self, data: Any = None) -> None:
        kinds = tuple((key, str(label)) for key, label in EvidenceItem.Kind.choices)
        specs = (
            FieldSpec("kind", _("种类"), "choice", True, _("法定证据八种，审查的重点不同"), kinds),
            FieldSpec("name", _("名称"), "text", True, _("文书引用它")),
            FieldSpec("source", _("卷宗册页或者来源"), "text", True, _("每处引用要能翻到原页")),
            FieldSpec("collected_by", _("收集机关"), "text"),
            FieldSpec("collected_on", _("收集日期"), "date"),
            FieldSpec("is_key", _("关键证据"), "bool"),
        )
        super().__init__(data, specs=specs)


class ExclusionForm(ActForm):
    """Why an item is excluded."""

    def __init__(self, data: Any = None) -> None:
        why = _("排除的理由附卷，被排除的证据不能再引用")
        super().__init__(
            data, specs=(FieldSpec("reason", _("排除的理由"), "longtext", True, why),)
        )
