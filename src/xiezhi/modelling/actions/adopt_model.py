"""Adopt a model: from then on its runs publish by themselves, within the expected bounds."""

from django.db import transaction

from xiezhi.law.refusals import Refusal, Refused, not_now
from xiezhi.modelling import access
from xiezhi.modelling.access import By
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
    with transaction.atomic():
        refusals = [*_not_on_trial(by, model), *_not_tested(by, model)]
        try:
            application = application_of(by.procuratorate, model.id, digest_of_files(model))
        except Refused as unasked:
            raise Refused([*refusals, *unasked.refusals]) from None
        refusals += _not_reviewed(application, author_of(model.id))
        if refusals:
            raise Refused(refusals)
        test = latest_test(by.procuratorate, model)
        agreed = sorted(o.person for o in application.opinions.filter(agrees=True))
        more = {"back_test": str(test.pk if test else ""), "reviewers": agreed}
        give_stage(by, model, Stage.ADOPTED, "adopt_model", reason, **more)


def _not_on_trial(by: By, model: Model) -> list[Refusal]:
    stage = stage_of(by.procuratorate, model).stage
    if stage == Stage.TRIAL:
        return []
    reason = f"这个模型现在是“{stage.label}”，不是试用"
    return [not_now("modelling.not_on_trial", reason, "先转入试用，看过试用的结果再采用")]


def _not_tested(by: By, model: Model) -> list[Refusal]:
    test = latest_test(by.procuratorate, model)
    if test is None:
        reason = "现在的模型还没有回测：没有以植入数据回测这一版文件的记录"
        return [not_now("modelling.not_tested", reason, "先做回测；模型改过的，重新回测")]
    if test.passed < test.examples:
        reason = f"例子 {test.examples} 个，只通过 {test.passed} 个"
        return [not_now("modelling.examples_fail", reason, "改正模型或者例子，再做回测")]
    if words := _worse(by, model, test):
        return [not_now("modelling.worse", words, "改进模型后再回测；或者继续用已采用的一版")]
    return []


def _worse(by: By, model: Model, test: BackTest) -> str:
    """Say in which respect the test is worse than that of the version adopted before."""
    adopted = Standing.objects.filter(
        procuratorate=by.procuratorate, model=model.id, stage=Stage.ADOPTED
    ).first()
    if adopted is None or adopted.digest == test.digest:
        return ""
    return worse_than(by.procuratorate, test, adopted.digest)


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
