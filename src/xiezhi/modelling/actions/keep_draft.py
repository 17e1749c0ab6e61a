"""Begin, save and discard a draft of a model; turn it into an installed one."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import FORBIDDEN, Refused, refuse
from xiezhi.modelling import access
from xiezhi.modelling.actions.install_model import lay
from xiezhi.modelling.actions.recording import known_model
from xiezhi.modelling.fitting import fitting_model
from xiezhi.modelling.library import is_shipped
from xiezhi.modelling.models import Draft
from xiezhi.modelling.writing import files_of, id_of, skeleton
from xiezhi.organs.models import Person
from xiezhi.screening import Model

LONGEST = 100_000  # characters of one file


def begin_draft(person: Person, based_on: str = "") -> Draft:
    """Begin a draft, from the skeleton or as a copy of a model. Raises Refused (403, 409).

    A copy of a model of the program gets an id of its own, for that one is never replaced.
    """
    by, files = access.as_writer(person), skeleton()
    if based_on:
        files = files_of(known_model(based_on))
        if is_shipped(based_on):
            yaml = files["model.yaml"]
            files["model.yaml"] = yaml.replace(f"id: {based_on}", f"id: {based_on}_here", 1)
    return Draft.objects.create(
        procuratorate=by.procuratorate, author=by.code, files=files, based_on=based_on,
        saved_at=timezone.now(),
    )  # fmt: skip


def save_draft(person: Person, draft: Draft, files: Mapping[str, str]) -> Draft:
    """Save the texts of a draft's files. Raises Refused: 403 for another's draft, 409 too long."""
    _require_own(person, draft)
    known = {name: files.get(name, text) for name, text in draft.files.items()}
    known = {name: text.replace("\r\n", "\n") for name, text in known.items()}
    if long := [name for name, text in known.items() if len(text) > LONGEST]:
        raise refuse("modelling.too_long", f"{long[0]} 超过 {LONGEST} 字", "缩短后再保存")
    draft.files, draft.saved_at = known, timezone.now()
    draft.save()
    return draft


def discard_draft(person: Person, draft: Draft) -> None:
    """Throw a draft away. Raises Refused (403)."""
    _require_own(person, draft)
    draft.delete()


def install_draft(person: Person, draft: Draft) -> Model:
    """Install a draft that passes the lint and its examples; its author may not review it.

    Raises Refused: 403 for whoever is no analyst of the unit, 409 when it does not fit.
    """
    by = access.as_tester(person)
    if draft.procuratorate != by.procuratorate:
        raise _not_own("别的人民检察院的草稿不由你安装", "由起草的人民检察院安装")
    with transaction.atomic():
        model = fitting_model(draft.files, id_of(draft.files))
        return lay(by, model, draft.files, author=draft.author)


def _require_own(person: Person, draft: Draft) -> None:
    access.as_writer(person)
    if draft.author != person.code:
        raise _not_own("这份草稿由别人起草，不由你改", "以它为底稿另起一份，或者请起草人改")


def _not_own(reason: str, cure: str) -> Refused:
    return refuse("modelling.not_own", reason, cure, level=FORBIDDEN)
