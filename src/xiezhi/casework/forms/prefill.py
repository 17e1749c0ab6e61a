"""Values the case already holds for a form's fields, each with the place it was taken from."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework.forms.act_form import Filled
from xiezhi.casework.forms.questions import Scene
from xiezhi.law import FieldSpec, Offer

PARTY = ("name", "custody", "custody_place", "custody_from", "custody_until", "identity_number",
         "counsel", "plea_leniency", "born_on", "sex")  # fmt: skip
REPEATS = frozenset({"decide", "opine"})  # acts that carry the fields of the move proposed
CASE = ("title", "cause", "number")


def filled(
    scene: Scene, specs: tuple[FieldSpec, ...], subject: str | None, offer: Offer | None = None
) -> dict[str, Filled]:
    """Return the known value of each field that names a source; nothing is guessed.

    Who decides what the handler proposed finds the opinion's own answers in the form.
    """
    found = {}
    proposed = _proposed(scene, offer) if offer else {}
    for spec in specs:
        known = proposed.get(spec.name)
        if known is None and spec.source:
            known = _known(scene, spec.source, subject)
        if known is not None:
            found[spec.name] = known
    return found


def _proposed(scene: Scene, offer: Offer) -> dict[str, Filled]:
    """Return the answers of the opinion that this act repeats or decides, with their place."""
    matter = scene.state.matters.get(offer.matter or "")
    opinion = matter.opinion if matter else None
    if opinion is None or opinion.do != offer.do or offer.kind not in REPEATS:
        return {}
    day = timezone.localdate(opinion.at)
    place = _("承办意见：%(name)s %(month)d月%(day)d日") % {
        "name": scene.names.get(opinion.by, opinion.by), "month": day.month, "day": day.day
    }  # fmt: skip
    url = reverse("case-page", args=[scene.proceeding.pk]) + "?tab=opinions#material"
    return {name: Filled(value, place, url) for name, value in opinion.fields.items()}


def _known(scene: Scene, source: str, subject: str | None) -> Filled | None:
    """Look a path up: party.*, case.*, proceeding.*, else a declared fact of party or case."""
    room, _dot, name = source.rpartition(".")
    home = reverse("case-page", args=[scene.proceeding.pk])
    party = scene.proceeding.case.parties.filter(code=subject).first() if subject else None
    if room == "party" and party is not None and name in PARTY:
        place = _("当事人登记：%(name)s") % {"name": party.name}
        return _filled(getattr(party, name), place, home)
    if room == "case" and name in CASE:
        return _filled(getattr(scene.proceeding.case, name), _("案件登记"), home)
    if room == "proceeding" and name in {"number", "opened_on"}:
        return _filled(getattr(scene.proceeding, name), _("受理登记"), home)
    of_party: Mapping[str, Any] = scene.state.parties.get(subject or "", {})
    for facts, place in (
        (of_party, _("当事人的事实")),
        (scene.state.facts, _("受理时和办理中登记的事实")),
    ):
        if facts.get(name) is not None:
            return _filled(facts[name], place, f"{home}?tab=timeline#material")
    return None


def _filled(value: Any, place: str, url: str) -> Filled | None:
    return None if value in (None, "") else Filled(value, place, url)
