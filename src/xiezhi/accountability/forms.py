"""Forms of accountability: one for each step, and the answers of the worksheet."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db.models import Model
from django.utils.translation import gettext as _

from xiezhi.accountability.matter import Matter, people_of
from xiezhi.accountability.models import LiabilityCase, room_of
from xiezhi.accountability.steps import Choices, Step
from xiezhi.accountability.worksheet import questions, specs
from xiezhi.casework.forms.act_form import ActForm, Filled
from xiezhi.law import FieldSpec

EVIDENCE = FieldSpec("evidence", "所据的证据", "longtext", False, "写明名称和所在卷页")
EXEMPTION = FieldSpec("exemption_evidence", "免责情形的证据", "text")
DONE_ON = FieldSpec("done_on", "行为日", "date", False, "不填的，以决定作出之日为准")


def step_form(data: Any, step: Step, matter: Matter | None, offered: Choices) -> ActForm:
    """The form of a step."""
    people = people_of(matter.case) if matter else ()
    form = ActForm(data, specs=step.specs(offered), choices={"person": people})
    limit_room(form, {"title": LiabilityCase})
    return form


def limit_room(form: ActForm, kept_in: Mapping[str, type[Model]]) -> None:
    """Take no more characters for a field than the column of its name in a table holds."""
    for name, model in kept_in.items():
        if name in form.fields:
            room, field = room_of(model, name), form.fields[name]
            said = _("不超过 %(room)s 个字，请缩短") % {"room": room}
            field.validators = [MaxLengthValidator(room, said)]
            field.widget.attrs["maxlength"] = str(room)


def finding_form(data: Any, matter: Matter, person: str, capacity: str | None) -> ActForm:
    """The questions about the case, or about a person in a capacity, with the last answers."""
    sheet = matter.worksheet
    asked = questions(sheet.rules, capacity, by_hand=sheet.by_hand and capacity is not None)
    known = dict(matter.course.case_facts)
    more: tuple[FieldSpec, ...] = ()
    if capacity is not None:
        more = (EVIDENCE, EXEMPTION, DONE_ON)
        found = [
            f for f in matter.course.findings() if (f.person, f.capacity) == (person, capacity)
        ]
        known = dict(found[0].said) if found else {}
        if found:
            known |= {"evidence": found[0].evidence.get("all", ""),
                      "exemption_evidence": found[0].evidence.get("exemption", ""),
                      "done_on": found[0].done_on}  # fmt: skip
    filled = {name: Filled(value) for name, value in known.items()}
    return ActForm(data, specs=(*specs(asked, sheet.rules), *more), filled=filled)


def finding_of(form: ActForm, person: str, capacity: str | None) -> dict[str, Any]:
    """What was filled in, as the step takes it."""
    said = form.values()
    extra = {n: said.pop(n, "") for n in ("evidence", "exemption_evidence", "done_on")}
    if capacity is None:
        return {"said": said}
    evidence = {"all": extra["evidence"], "exemption": extra["exemption_evidence"]}
    found = {"person": person, "capacity": capacity, "said": said,
             "evidence": {k: v for k, v in evidence.items() if v}}  # fmt: skip
    return found | ({"done_on": extra["done_on"]} if extra["done_on"] else {})
