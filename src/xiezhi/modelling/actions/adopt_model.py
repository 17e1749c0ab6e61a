"""Adopt a model: from then on its runs publish by themselves, within the expected bounds."""

from django.db import transaction

from xiezhi.law.refusals import Refusal, Refused, not_now
from xiezhi.modelling import access
from xiezhi.modelling.actions.recording import give_stage, known_model
from xiezhi.modelling.actions.review_model import application_of, author_of
from xiezhi.modelling.library import digest_of_files
from xiezhi.modelling.models import Application, BackTest, Standing
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.standing import stage_of
from xiezhi.modelling.tested import latest_test, worse_than
from xiezhi.organs.models import Person
from xiezhi.screening import Model

REVIEWERS_NEEDED = 2


def adopt_model(person: Person, model_id: str, reason: str) -> None:
    """Adopt a model as its files stand, in the person's unit.

    Raises Refused with everything that is missing: a back-test of exactly these files, the three
    answers, two reviewers who agree and none who disagrees.
    """
    by, model = access.as_decider(person), known_model(model_id)
    unit = by.procuratorate
    with transaction.atomic():
        locked = Application.objects.select_for_update()
        application = locked.filter(
            procuratorate=unit, model=model.id, digest=digest_of_files(model)
        ).first()
        if refusals := lacking(unit, model):
            raise Refused(refusals)
        test = latest_test(unit, model)
        opinions = application.opinions.filter(agrees=True) if application else ()
        more = {
            "back_test": str(test.pk if test else ""),
            "reviewers": sorted(opinion.person for opinion in opinions),
        }
        give_stage(by, model, Stage.ADOPTED, "adopt_model", reason, **more)


def lacking(unit: str, model: Model) -> list[Refusal]:
    """Return everything that still stands against the adoption of a model in a unit."""
    refusals = [*_not_on_trial(unit, model), *_not_tested(unit, model)]
    try:
        application = application_of(unit, model.id, digest_of_files(model))
    except Refused as unasked:
        return [*refusals, *unasked.refusals]
    return [*refusals, *_not_reviewed(application, author_of(model.id))]


def _not_on_trial(unit: str, model: Model) -> list[Refusal]:
    stage = stage_of(unit, model).stage
    if stage == Stage.TRIAL:
        return []
    reason = f"这个模型现在是“{stage.label}”，不是试用"
    return [not_now("modelling.not_on_trial", reason, "先转入试用，看过试用的结果再采用")]


def _not_tested(unit: str, model: Model) -> list[Refusal]:
    test = latest_test(unit, model)
    if test is None:
        reason = "现在的模型还没有回测：没有以植入数据回测这一版文件的记录"
        return [not_now("modelling.not_tested", reason, "先做回测；模型改过的，重新回测")]
    if test.passed < test.examples:
        reason = f"例子 {test.examples} 个，只通过 {test.passed} 个"
        return [not_now("modelling.examples_fail", reason, "改正模型或者例子，再做回测")]
    if words := _worse(unit, model, test):
        return [not_now("modelling.worse", words, "改进模型后再回测；或者继续用已采用的一版")]
    return []


def _worse(unit: str, model: Model, test: BackTest) -> str:
    """Say in which respect the test is worse than that of the version adopted before."""
    adopted = Standing.objects.filter(
        procuratorate=unit, model=model.id, stage=Stage.ADOPTED
    ).first()
    if adopted is None or adopted.digest == test.digest:
        return ""
    return worse_than(unit, test, adopted.digest)


def _not_reviewed(application: Application, author: str) -> list[Refusal]:
    barred = access.authors_of(application, author)
    opinions = [o for o in application.opinions.all() if o.person not in barred]
    refusals = [
        not_now(
            "modelling.disagreed",
            f"评审人 {opinion.person} 不同意：{opinion.remark}",
            "改进后重新申请，或者由评审人改变意见",
        )
        for opinion in opinions
        if not opinion.agrees
    ]
    agreed = sum(opinion.agrees for opinion in opinions)
    if agreed < REVIEWERS_NEEDED:
        reason = f"需要两名评审人同意，现在只有 {agreed} 名"
        cure = "由起草人、申请人以外的本院人员评审"
        refusals.append(not_now("modelling.not_reviewed", reason, cure))
    return refusals
