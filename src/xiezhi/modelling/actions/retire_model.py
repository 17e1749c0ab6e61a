"""Retire a model: it runs no more in the unit; what it found stays."""

from django.db import transaction

from xiezhi.law.refusals import refuse
from xiezhi.modelling import access
from xiezhi.modelling.actions.recording import give_stage, known_model
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.standing import stage_of
from xiezhi.organs.models import Person


def retire_model(person: Person, model_id: str, reason: str) -> None:
    """Retire a model in the person's unit. Raises Refused (403, 409)."""
    by, model = access.as_decider(person), known_model(model_id)
    with transaction.atomic():
        if stage_of(by.procuratorate, model).stage == Stage.RETIRED:
            raise refuse("modelling.retired", "这个模型已经退役", "不必再办")
        give_stage(by, model, Stage.RETIRED, "retire_model", reason)
