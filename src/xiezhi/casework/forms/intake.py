"""Forms of case management: registering a case with its parties, and designating a handler."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.forms.act_form import ActForm, as_json
from xiezhi.law import FieldSpec, Procedure

SOURCES = (
    ("transferred", gettext_lazy("移送")),
    ("application", gettext_lazy("申请")),
    ("found", gettext_lazy("自行发现")),
    ("assigned", gettext_lazy("交办")),
)
ROLES = (
    ("suspect", gettext_lazy("犯罪嫌疑人")),
    ("defendant", gettext_lazy("被告人")),
    ("offender", gettext_lazy("罪犯")),
    ("victim", gettext_lazy("被害人")),
    ("applicant", gettext_lazy("申请人")),
    ("respondent", gettext_lazy("其他当事人")),
    ("supervised", gettext_lazy("被监督单位")),
)
CUSTODY = (
    ("none", gettext_lazy("未采取强制措施")),
    ("in_custody", gettext_lazy("在押")),
    ("bail", gettext_lazy("取保候审")),
    ("residential_surveillance", gettext_lazy("监视居住")),
)
KINDS = (("person", gettext_lazy("自然人")), ("unit", gettext_lazy("单位")))
SEXES = (("male", gettext_lazy("男")), ("female", gettext_lazy("女")))
SUPERVISION = "supervision."  # the line of procedures that are directed at a unit
MOST_PARTIES = 40  # on one form; larger cases come in by exchange or are added by annotation


def case_specs(procedure: Procedure) -> tuple[FieldSpec, ...]:
    """Return the fields of a new case and the facts that its procedure asks for."""
    plain = (
        FieldSpec("title", _("案名"), "text", True, _("案件页和文书都用它，如“周某诈骗案”")),
        FieldSpec("cause", _("案由"), "text", True, _("分案与统计按案由")),
        FieldSpec(
            "source", _("来源"), "choice", True, _("来源不同，受理条件不同"), _shown(SOURCES)
        ),
        FieldSpec("received_on", _("收到日期"), "date", True, _("办案期限自收到之日起计算")),
    )
    facts = tuple(
        FieldSpec(f"facts__{f.name}", f.label, f.kind, f.required, f.why, f.spec.choices, f.source)
        for f in procedure.acceptance_fields
    )
    return (*plain, *facts)


def party_specs() -> tuple[FieldSpec, ...]:
    """Return the fields of one party."""
    return (
        FieldSpec("role", _("诉讼地位"), "choice", True, _("能办的事因地位而异"), _shown(ROLES)),
        FieldSpec("name", _("姓名或者名称"), "text", True, _("文书用它")),
        FieldSpec("kind", _("类别"), "choice", True, _("证件号码按类别校验"), _shown(KINDS)),
        FieldSpec("identity_number", _("公民身份号码或者统一社会信用代码"), "text"),
        FieldSpec("sex", _("性别"), "choice", choices=_shown(SEXES)),
        FieldSpec("born_on", _("出生日期"), "date"),
        FieldSpec(
            "custody", _("强制措施"), "choice", True, _("在押的期限不顺延"), _shown(CUSTODY)
        ),
        FieldSpec("custody_place", _("羁押场所"), "text"),
        FieldSpec("custody_from", _("羁押起日"), "date"),
        FieldSpec("custody_until", _("强制措施届满日"), "date"),
        FieldSpec("counsel", _("辩护人或者代理人"), "text"),
        FieldSpec("plea_leniency", _("认罪认罚"), "bool"),
    )


def _shown(choices: Any) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(words)) for key, words in choices)


class PartyForm(ActForm):
    """One party; an untouched extra form is left out."""

    def __init__(self, *args: Any, supervised: bool = False, **options: Any) -> None:
        super().__init__(*args, specs=party_specs(), **options)
        self.fields["kind"].initial = "unit" if supervised else "person"
        self.fields["custody"].initial = "none"
        self.fields["role"].initial = "supervised" if supervised else "suspect"

    def given(self) -> PartyGiven:
        """Return the party as the action takes it."""
        kept = {
            name: value for name, value in self.cleaned_data.items() if value not in ("", None)
        }
        return PartyGiven(**kept)


class CaseForm(ActForm):
    """A new case with its parties, told apart by prefix."""

    def __init__(self, data: Any, procedure: Procedure, parties: int, on: Any) -> None:
        super().__init__(data, specs=case_specs(procedure))
        found = procedure.id.startswith(SUPERVISION)
        self.fields["source"].initial = "found" if found else "transferred"
        self.fields["received_on"].initial = on
        first = procedure.id.startswith(SUPERVISION)  # the others are named as they come
        self.parties = [
            PartyForm(data, prefix=f"p{n}", supervised=first and n == 1)
            for n in range(1, parties + 1)
        ]

    def is_valid(self) -> bool:
        """Whether the case and every party are well formed."""
        checked = [party.is_valid() for party in self.parties]
        return super().is_valid() and all(checked)

    def complaints(self) -> Iterator[Any]:
        """Yield the complaints of the case, then those of each party."""
        yield from super().complaints()
        for party in self.parties:
            yield from party.complaints()

    def given(self) -> CaseGiven:
        """Return the case as the action takes it."""
        data = self.cleaned_data
        parties = tuple(party.given() for party in self.parties)
        return CaseGiven(data["title"], data["cause"], data["source"], parties)

    def facts(self) -> dict[str, Any]:
        """Return the facts that the procedure asks for."""
        return {
            name.removeprefix("facts__"): as_json(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("facts__") and value not in ("", None)
        }


class DesignationForm(forms.Form):
    """指定分案: who, why, approved by whom."""

    handler = forms.ChoiceField(label=gettext_lazy("承办检察官"))
    reason = forms.CharField(
        label=gettext_lazy("指定的理由"), widget=forms.Textarea(attrs={"rows": 3})
    )
    approver = forms.ChoiceField(label=gettext_lazy("批准人（检察长或者副检察长）"))

    def __init__(self, data: Any, handlers: Any, approvers: Any) -> None:
        super().__init__(data)
        self.fields["handler"].choices = [("", "——"), *handlers]
        self.fields["approver"].choices = [("", "——"), *approvers]
        for field in self.fields.values():
            select = isinstance(field, forms.ChoiceField)
            field.widget.attrs["class"] = "form-select" if select else "form-control"
