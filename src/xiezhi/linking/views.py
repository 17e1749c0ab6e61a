"""Pages of linking: the pairs that wait, one pair side by side, and what a person says of it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.linking import access
from xiezhi.linking.actions.decide_pair import decide_pair, withdraw_decision
from xiezhi.linking.following import ask_for_linking
from xiezhi.linking.models import PairDecision
from xiezhi.linking.selectors import pair_page, pairs_page


def pairs(request: HttpRequest) -> HttpResponse:
    """Show the pairs that wait for a person, what was decided, and the last linkings."""
    return render(request, "linking/pairs.html", {"page": pairs_page(request.user)})


def pair(request: HttpRequest, subject: str, left: str, right: str) -> HttpResponse:
    """Show two records side by side; 404 for a pair that does not wait."""
    page = pair_page(request.user, subject, left, right)
    if page is None:
        raise Http404
    context = {"page": page, "verdicts": PairDecision.Verdict.choices}
    return render(request, "linking/pair.html", context)


@require_POST
def decide(request: HttpRequest, subject: str, left: str, right: str) -> HttpResponse:
    """Record what the person found of a pair."""
    page = pair_page(request.user, subject, left, right)
    if page is None:
        raise Http404
    given = request.POST
    decide_pair(
        request.user, page.line.subject, left, right, given.get("verdict", ""),
        given.get("reason", ""),
    )  # fmt: skip
    messages.success(request, _("判断已记入账本，下一次关联起生效"))
    return redirect("link-pairs")


@require_POST
def withdraw(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Take a decision back."""
    withdraw_decision(request.user, decision_id, request.POST.get("reason", ""))
    messages.success(request, _("判断已撤回，两次都留有记录；下一次关联起生效"))
    return redirect("link-pairs")


@require_POST
def run(request: HttpRequest) -> HttpResponse:
    """Have the unit's records linked by the worker."""
    ask_for_linking(access.as_decider(request.user), request.POST.get("reason", "") or _("页面"))
    messages.success(request, _("已交后台关联"))
    return redirect("link-pairs")
