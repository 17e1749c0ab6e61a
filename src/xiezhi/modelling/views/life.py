"""What people do on a model's page: test, ask, review, decide, set values, export, install."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.law.refusals import refuse
from xiezhi.modelling import access
from xiezhi.modelling.actions.adopt_model import adopt_model
from xiezhi.modelling.actions.apply import QUESTIONS, apply
from xiezhi.modelling.actions.back_test import cancel_back_test, queue_back_test
from xiezhi.modelling.actions.begin_trial import begin_trial
from xiezhi.modelling.actions.export_model import export_model
from xiezhi.modelling.actions.install_model import install_package
from xiezhi.modelling.actions.lay_marks import lay_marks
from xiezhi.modelling.actions.local_value import set_local_value, withdraw_local_value
from xiezhi.modelling.actions.retire_model import retire_model
from xiezhi.modelling.actions.review_model import review_model
from xiezhi.modelling.actions.trust_key import trust_key
from xiezhi.modelling.library import models
from xiezhi.modelling.models import BackTest
from xiezhi.modelling.packages import LARGEST
from xiezhi.modelling.selectors import life_of
from xiezhi.modelling.tasks import back_test_queued
from xiezhi.modelling.trust import known_key, trusted_keys

STAGES = {"trial": begin_trial, "adopt": adopt_model, "retire": retire_model}


def tests(request: HttpRequest, model_id: str) -> HttpResponse:
    """Show the back-tests of a model anew while one is under way; POST asks for another."""
    _require(model_id)
    if request.method == "POST":
        test = queue_back_test(request.user, model_id)
        back_test_queued.enqueue(str(test.pk), request.user.code)
        messages.success(request, _("已交后台回测，可以离开这一页"))
        return redirect("model", model_id)
    return render(request, "modelling/parts/tests.html", {"life": life_of(request.user, model_id)})


@require_POST
def marks(request: HttpRequest, model_id: str) -> HttpResponse:
    """Replace what is known to lie in the tables for a model to find or to leave."""
    _require(model_id)
    access.as_tester(request.user)
    by_hand = request.POST.get("as_of", "")
    as_of = parse_date(by_hand) if by_hand else timezone.localdate()
    if as_of is None:
        raise refuse("modelling.no_day", f"数据日「{by_hand}」不是日期", "写成 2026-01-31 的样子")
    lay_marks(request.user, model_id, request.POST.get("marks", ""), as_of)
    messages.success(request, _("已知的情形已记下，再做一次回测"))
    return redirect("model", model_id)


@require_POST
def cancel(request: HttpRequest, test_id: UUID) -> HttpResponse:
    """Cancel a queued or running back-test."""
    test: BackTest = get_object_or_404(access.visible_tests(request.user), pk=test_id)
    cancel_back_test(request.user, test)
    messages.success(request, _("已取消，正在停止"))
    return redirect("model", test.model)


@require_POST
def ask(request: HttpRequest, model_id: str) -> HttpResponse:
    """Answer the three questions and ask for the adoption."""
    _require(model_id)
    apply(request.user, model_id, {name: request.POST.get(name, "") for name in QUESTIONS})
    messages.success(request, _("已申请采用，等两名评审人评审"))
    return redirect("model", model_id)


@require_POST
def review(request: HttpRequest, model_id: str) -> HttpResponse:
    """Agree or disagree."""
    _require(model_id)
    agrees, remark = request.POST.get("do") == "agree", request.POST.get("remark", "")
    review_model(request.user, model_id, agrees=agrees, remark=remark)
    messages.success(request, _("评审意见已记录"))
    return redirect("model", model_id)


@require_POST
def change_stage(request: HttpRequest, model_id: str) -> HttpResponse:
    """Put on trial, adopt or retire."""
    _require(model_id)
    access.as_reader(request.user)
    act = STAGES.get(request.POST.get("do", ""))
    if act is None:
        raise refuse("modelling.no_stage", "没有这个阶段", "在模型页上选择转入试用、采用或者退役")
    act(request.user, model_id, request.POST.get("reason", ""))
    messages.success(request, _("模型的阶段已记录"))
    return redirect("model", model_id)


@require_POST
def local_value(request: HttpRequest, model_id: str) -> HttpResponse:
    """Set a value of the unit's own, or withdraw it."""
    _require(model_id)
    given = request.POST
    parameter, reason = given.get("parameter", ""), given.get("reason", "")
    if given.get("do") == "withdraw":
        withdraw_local_value(request.user, model_id, parameter, reason)
    else:
        set_local_value(
            request.user, model_id, parameter, given.get("value", ""),
            source=given.get("source", ""), reason=reason,
        )  # fmt: skip
    messages.success(request, _("本地参数已记录"))
    return redirect("model", model_id)


@require_POST
def export(request: HttpRequest, model_id: str) -> HttpResponse:
    """Give the signed package of a model."""
    _require(model_id)
    content = export_model(access.as_tester(request.user), model_id)
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{model_id}.zip"'
    return answer


def packages(request: HttpRequest) -> HttpResponse:
    """Show whose packages are trusted; POST installs one, or trusts a key."""
    access.as_reader(request.user)
    if request.method == "POST":
        if request.POST.get("do") == "trust":
            given = [request.POST.get(name, "") for name in ("key", "name", "reason")]
            trust_key(access.as_decider(request.user), *given)
            messages.success(request, _("公钥已记入信任"))
            return redirect("model-packages")
        by, file = access.as_tester(request.user), request.FILES.get("package")
        if file is None:
            raise refuse("package.none", "没有选择文件", "选择别的单位导出的模型包")
        model = install_package(by, file.read(LARGEST + 1))
        messages.success(request, _("已安装，现在是起草；先转入试用"))
        return redirect("model", model.id)
    context = {
        "own_key": known_key(),
        "trusted": trusted_keys(),
        "may_test": access.may(request.user, access.TESTERS),
        "may_decide": access.may(request.user, access.DECIDERS),
    }
    return render(request, "modelling/packages.html", context)


def _require(model_id: str) -> None:
    if model_id not in models():
        raise Http404
