"""Where a model stands in a procuratorate, and with which values it runs there."""

from collections.abc import Iterable
from dataclasses import dataclass

from xiezhi.modelling.library import digest_of_files, is_shipped
from xiezhi.modelling.models import LocalValue, Standing
from xiezhi.modelling.stages import IN_USE, Stage
from xiezhi.screening import Model, overlaid


@dataclass(frozen=True, slots=True)
class Stands:
    """A stage; ``changed``: adopted for other files than those at hand, and so on trial again."""

    stage: Stage
    changed: bool = False


def stage_of(unit: str, model: Model) -> Stands:
    """Return the stage of one model in a unit."""
    return stages(unit, [model])[model.id]


def stages(unit: str, models: Iterable[Model]) -> dict[str, Stands]:
    """Return the stage of each model in a unit, by id.

    Without an act of the unit a model of the program is on trial, an installed one a draft; one
    that the program itself has retired stays so.
    """
    rows = {row.model: row for row in Standing.objects.filter(procuratorate=unit)}
    return {model.id: _stands(model, rows.get(model.id)) for model in models}


def in_use(unit: str, models: Iterable[Model]) -> list[str]:
    """Return the ids of the models that run in a unit: on trial or adopted."""
    return [key for key, stands in stages(unit, models).items() if stands.stage in IN_USE]


def _stands(model: Model, row: Standing | None) -> Stands:
    if model.status == "retired":
        return Stands(Stage.RETIRED)
    if row is None:
        return Stands(Stage.TRIAL if is_shipped(model.id) else Stage.DRAFT)
    stage = Stage(row.stage)
    if stage == Stage.ADOPTED and row.digest != digest_of_files(model):
        return Stands(Stage.TRIAL, changed=True)
    return Stands(stage)


def local_values(unit: str, model_id: str) -> list[LocalValue]:
    """Return the unit's own values in force for a model."""
    found = LocalValue.objects.filter(procuratorate=unit, model=model_id)
    return list(found.filter(withdrawn_at__isnull=True).order_by("parameter"))


def with_local_values(unit: str, model: Model) -> Model:
    """Return the model as the unit runs it. Raises ModelInvalid when a value no longer fits."""
    own = {one.parameter: (one.value, one.source) for one in local_values(unit, model.id)}
    return overlaid(model, own) if own else model
