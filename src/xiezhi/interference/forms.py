"""Forms of the room: the record itself, fit for a telephone, and the steps that follow it."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.forms.act_form import ActForm
from xiezhi.casework.selectors import own_open
from xiezhi.interference.actions.record_inquiry import Inquiry
from xiezhi.interference.models import HandOver, LimitedPerson, Record
from xiezhi.interference.words import DayResult, FollowUp, Verdict, WarningResult
from xiezhi.law import FieldSpec

NOT_CASE = ""  # no case is chosen


def _shown(choices: Any) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(words)) for key, words in choices)


class RecordForm(ActForm):
    """Short questions; own open cases are proposed, the instant is now unless changed."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, person: Any, proceeding: Any = None) -> None:
        cases = {str(one.id): f"{one.title} {one.number}" for one in own_open(person)}
        if proceeding is not None:
            cases |= {str(proceeding.pk): f"{proceeding.title} {proceeding.number}"}
        specs = (
            FieldSpec("name", _("谁"), "text", True, ""),
            FieldSpec("unit_and_post", _("单位和职务"), "text", False, ""),
            FieldSpec("outsider", _("是不是本院或者上级院以外的人员"), "bool", False, ""),
            FieldSpec("relation", _("身份"), "choice", True, "", _shown(Record.Relation.choices)),
            FieldSpec("matter", _("事项"), "choice", True, "", _shown(Record.Matter.choices)),
            FieldSpec("happened_at", _("什么时候"), "datetime", True, ""),
            FieldSpec("way", _("怎样"), "choice", True, "", _shown(Record.Way.choices)),
            FieldSpec("proceeding", _("哪个案件"), "choice", False, "",
                      (*cases.items(),)),
            FieldSpec("said", _("说了什么、要求什么"), "longtext", True, ""),
            FieldSpec("nature", _("你看是不是正当的"), "choice", True, "",
                      _shown(Record.Nature.choices)),
        )  # fmt: skip
        super().__init__(data, specs=specs)
        _bounded(self, Record, "name", "unit_and_post")
        now = timezone.localtime().replace(second=0, microsecond=0)
        chosen = {"once": uuid4(), "happened_at": now, "matter": Record.Matter.CASE,
                  "proceeding": str(proceeding.pk) if proceeding else NOT_CASE}  # fmt: skip
        for name, value in chosen.items():
            self.fields[name].initial = value
        self.fields["name"].widget.attrs |= {"list": "staff", "autocomplete": "off"}
        self.fields["said"].widget.attrs["rows"] = 3
        self.fields["proceeding"].choices = [("", _("不涉及具体案件，或者在内容里写明")),
                                             *cases.items()]  # fmt: skip
        self.order_fields([*(spec.name for spec in specs), "once"])

    def told(self) -> Inquiry:
        """Return what was filled in as the action takes it."""
        given = dict(self.cleaned_data)
        chosen = given.pop("proceeding")
        given["outsider"] = bool(given["outsider"])
        return Inquiry(**given, proceeding=UUID(chosen) if chosen else None)


def verify_form(data: Any = None) -> ActForm:
    """Return the form of a verification."""
    specs = (
        FieldSpec("verdict", _("结论"), "choice", True, "", _shown(Verdict.choices)),
        FieldSpec("evidence", _("依据的材料"), "longtext", True, ""),
        FieldSpec("reason", _("理由"), "longtext", True, ""),
        FieldSpec("follow_up", _("后续处理"), "choice", True, "", _shown(FollowUp.choices)),
    )
    return _short(ActForm(data, specs=specs, prefix="verify"))


def hand_over_form(data: Any = None) -> ActForm:
    """Return the form of a hand-over."""
    purposes, receivers = HandOver.Purpose.choices, HandOver.Receiver.choices
    specs = (
        FieldSpec("purpose", _("移交做什么"), "choice", True, "", _shown(purposes)),
        FieldSpec("receiver", _("移交给谁"), "choice", True, "", _shown(receivers)),
        FieldSpec("content", _("内容"), "longtext", True, ""),
    )
    form = _short(ActForm(data, specs=specs, prefix="handover"))
    form.fields["once"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    return form


def check_form(data: Any, staff: Any) -> ActForm:
    """Return the form that opens a reverse check; ``staff`` as (code, name)."""
    specs = (
        FieldSpec("ground", _("事由和依据"), "longtext", True,
                  _("处分决定、责任认定或者纠正案件的文书")),
        FieldSpec("about", _("查谁经手的案件"), "choice", False, "", tuple(staff)),
        FieldSpec("number", _("或者查哪一件（件号）"), "text", False, ""),
        FieldSpec("contacts", _("已查明的接触交往，一行一项：日期和内容"), "longtext", False, ""),
    )  # fmt: skip
    return _short(ActForm(data, specs=specs))


def day_form(data: Any, key: str) -> ActForm:
    """Return the form that answers one day of a reverse check."""
    specs = (
        FieldSpec("result", _("结果"), "choice", True, "", _shown(DayResult.choices)),
        FieldSpec("note", _("依据"), "text", True, ""),
    )
    return ActForm(data, specs=specs, prefix=f"d{key}")


def warning_form(data: Any = None) -> ActForm:
    """Return the form that decides on a warning about counsel."""
    specs = (
        FieldSpec("result", _("判断"), "choice", True, "", _shown(WarningResult.choices)),
        FieldSpec("reason", _("核对了什么，怎样告知"), "longtext", True, ""),
    )
    return _short(ActForm(data, specs=specs))


def limited_form(data: Any, staff: Any) -> ActForm:
    """Return the form that adds a line to the list of limited persons."""
    specs = (
        FieldSpec("who", _("类别"), "choice", True, "", _shown(LimitedPerson.Who.choices)),
        FieldSpec("name", _("姓名"), "text", True, ""),
        FieldSpec("left_on", _("离任或者开除日期"), "date", False, ""),
        FieldSpec("of_person", _("是哪位检察官的近亲属"), "choice", False, "", tuple(staff)),
        FieldSpec("note", _("说明"), "text", False, ""),
    )
    return _bounded(ActForm(data, specs=specs), LimitedPerson, "name")


def _bounded(form: ActForm, model: Any, *names: str) -> ActForm:
    """Let fields take no more than the columns that keep them."""
    said = _("最多 %(limit_value)d 个字，现在有 %(show_value)d 个字")
    for name in names:
        field, length = form.fields[name], model._meta.get_field(name).max_length
        kept = [one for one in field.validators if not isinstance(one, MaxLengthValidator)]
        field.validators = [*kept, MaxLengthValidator(length, said)]
        field.widget.attrs["maxlength"] = str(length)
    return form


def _short(form: ActForm) -> ActForm:
    for field in form.fields.values():
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 3
    return form
