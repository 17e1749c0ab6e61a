"""The form of a changed compulsory measure, filled with the measure on record."""

from typing import Any

from django.utils.translation import gettext as _

from xiezhi.casework.forms.act_form import ActForm, Filled, Mendable
from xiezhi.casework.models import Party
from xiezhi.law import FieldSpec

NONE = str(Party.Custody.NONE)


def custody_specs() -> tuple[FieldSpec, ...]:
    """Return the fields: the measure, since when, until when, where, and what proves it."""
    measures = tuple((key, str(label)) for key, label in Party.Custody.choices)
    return (
        FieldSpec(
            "custody", _("变更为"), "choice", True, _("在押与否不同，期限的计算不同"), measures
        ),
        FieldSpec(
            "source", _("依据的文书"), "text", True, _("写明文书名称和文号，没有文书不登记")
        ),
        FieldSpec("from_on", _("起日"), "date"),
        FieldSpec("until_on", _("届满日"), "date"),
        FieldSpec("place", _("羁押或者执行场所"), "text"),
    )


class CustodyForm(ActForm):
    """What measure now binds a party; `url` is the page that shows what is on record."""

    def __init__(self, data: Any, party: Any, url: str) -> None:
        place = _("当事人登记：%(name)s") % {"name": party.name}
        known = {
            "custody": party.custody,
            "from_on": party.custody_from,
            "until_on": party.custody_until,
            "place": party.custody_place,
        }
        filled = {n: Filled(v, place, url) for n, v in known.items() if v not in (None, "")}
        super().__init__(data, specs=custody_specs(), filled=filled)
        self.party = party

    def clean(self) -> dict[str, Any]:
        """Compare the answers with each other and with what is on record."""
        found = super().clean() or self.cleaned_data
        begins, ends = found.get("from_on"), found.get("until_on")
        measure = found.get("custody")
        if begins and ends and ends <= begins:
            self.add_error("until_on", Mendable(_("届满日应当在起日之后"), _("核对文书上的日期")))
        if measure not in (None, "", NONE) and not begins and "from_on" not in self.errors:
            self.add_error("from_on", Mendable(_("没有填"), _("期限自起日计算，按文书填写")))
        if measure == NONE and ends:
            self.add_error("until_on", Mendable(_("没有强制措施就没有届满日"), _("删去这一项")))
        return found

    def measure(self) -> dict[str, Any]:
        """Return the measure as the action takes it."""
        data = self.cleaned_data
        begins, ends = data.get("from_on"), data.get("until_on")
        return {"place": data.get("place") or "", "from_on": begins, "until_on": ends}
