"""Forms of the dossier: entering an item, excluding one, a fact to be proved and its proof."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.casework.forms import ActForm, Filled
from xiezhi.evidence.models import EvidenceItem, ProofLink
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


class ReadmissionForm(ActForm):
    """Why an excluded item is admitted again."""

    def __init__(self, data: Any = None) -> None:
        why = _("恢复采纳的理由附卷，此后可以引用")
        super().__init__(
            data, specs=(FieldSpec("reason", _("恢复采纳的理由"), "longtext", True, why),)
        )


class FactForm(ActForm):
    """A fact to be proved; `parties` are (code, name) of the case."""

    def __init__(self, data: Any = None, *, parties: Sequence[tuple[str, str]] = ()) -> None:
        specs = (
            FieldSpec(
                "statement", _("待证事实"), "longtext", True, _("一项一个事实，证据逐项对应")
            ),
            FieldSpec("party", _("涉及的当事人"), "choice", choices=tuple(parties)),
        )
        super().__init__(data, specs=specs)


class ProofForm(ActForm):
    """Which item bears on which fact, and how; `filled` names where a value was taken from."""

    def __init__(
        self,
        data: Any = None,
        *,
        facts: Sequence[tuple[str, str]],
        items: Sequence[tuple[str, str]],
        filled: Mapping[str, Filled] | None = None,
    ) -> None:
        ways = tuple((key, str(label)) for key, label in ProofLink.Bearing.choices)
        specs = (
            FieldSpec("fact", _("待证事实"), "choice", True, _("先登记待证事实"), tuple(facts)),
            FieldSpec("item", _("证据"), "choice", True, _("只列没有被排除的"), tuple(items)),
            FieldSpec("bearing", _("证明方向"), "choice", True, _("相反的证据也要列明"), ways),
            FieldSpec("note", _("说明"), "longtext"),
        )
        super().__init__(data, specs=specs, filled=filled)
