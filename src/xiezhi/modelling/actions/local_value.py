"""Set a unit's own value of a parameter that no law sets, and withdraw it again."""

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import Refused, lacks, not_now, refuse
from xiezhi.modelling import access
from xiezhi.modelling.actions.recording import known_model, record_act
from xiezhi.modelling.models import LocalValue
from xiezhi.organs.models import Person
from xiezhi.screening import ScreeningError
from xiezhi.screening import local_value as as_local_value

_LONGEST = 255  # characters of a source


def set_local_value(
    person: Person, model_id: str, parameter: str, value: str, *, source: str, reason: str
) -> LocalValue:
    """Lay another value over a parameter for the person's unit; the former own value ends.

    Raises Refused: 403 for whoever is no analyst, 409 for a parameter that may not be changed, a
    value beyond its bounds, or without source and reason.
    """
    by, model = access.as_tester(person), known_model(model_id)
    told = {"source": source.strip()[:_LONGEST], "reason": reason.strip()}
    labels = {"source": "来源", "reason": "理由"}
    if unsaid := [name for name, text in told.items() if not text]:
        why = "本地参数须写明出处和理由，运行记录会载明"
        raise Refused([lacks(name, labels[name], why) for name in unsaid])
    try:
        taken = str(as_local_value(model, parameter, value))
    except ScreeningError as error:
        raise Refused([not_now("modelling.local_value", error.reason, error.cure)]) from error
    with transaction.atomic():
        _end(by, model_id, parameter)
        own = LocalValue.objects.create(
            procuratorate=by.procuratorate, model=model.id, parameter=parameter, value=taken,
            set_by=by.code, set_at=timezone.now(), **told,
        )  # fmt: skip
        national = str(model.params[parameter].value)
        data = {"parameter": parameter, "value": taken, "national": national, **told}
        record_act(by, model, "set_local_value", own.set_at, data)
    return own


def withdraw_local_value(person: Person, model_id: str, parameter: str, reason: str) -> None:
    """Return to the national value. Raises Refused (403, 409)."""
    by, model = access.as_tester(person), known_model(model_id)
    if not reason.strip():
        raise refuse("modelling.no_reason", "没有写明理由", "写明为什么改回全国值")
    with transaction.atomic():
        if not _end(by, model_id, parameter):
            raise refuse(
                "modelling.no_local_value", "这个参数没有本地值", "在模型页核对参数", None
            )
        data = {"parameter": parameter, "reason": reason.strip()}
        record_act(by, model, "withdraw_local_value", timezone.now(), data)


def _end(by: access.By, model_id: str, parameter: str) -> int:
    standing = LocalValue.objects.filter(
        procuratorate=by.procuratorate, model=model_id, parameter=parameter, withdrawn_at=None
    )
    return standing.update(withdrawn_by=by.code, withdrawn_at=timezone.now())
