"""Put a model on trial: it runs, and everything it finds waits for a person's look."""

from django.db import transaction

from xiezhi.law.refusals import refuse
from xiezhi.modelling import access
from xiezhi.modelling.actions.recording import give_stage, known_model
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.standing import stage_of
from xiezhi.organs.models import Person


def begin_trial(person: Person, model_id: str, reason: str) -> None:
    """Let a drafted or retired model run on trial in the person's unit.

    Raises Refused: 403 for whoever is no analyst, 409 when it runs already.
    """
    by, model = access.as_tester(person), known_model(model_id)
    with transaction.atomic():
        stands = stage_of(by.procuratorate, model)
        if stands.stage not in (Stage.DRAFT, Stage.RETIRED) or model.status == "retired":
            raise refuse(
                "modelling.runs_already",
                f"这个模型现在是“{stands.stage.label}”，不能转入试用",
                "只有起草中的和本院退役的模型可以转入试用",
            )
        give_stage(by, model, Stage.TRIAL, "begin_trial", reason)
