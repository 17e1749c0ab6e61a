"""Pages of process monitoring: what was told, what was found, and each finding."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from xiezhi.deliberation.powers.lists import late_for
from xiezhi.management import figures, selectors
from xiezhi.management.actions.acknowledge_alert import acknowledge_alert
from xiezhi.management.actions.answer_finding import answer_finding
from xiezhi.management.actions.close_finding import close_finding
from xiezhi.management.actions.issue_notice import issue_notice
from xiezhi.management.actions.remind_orally import remind_orally
from xiezhi.management.actions.report_finding import report_finding
from xiezhi.management.actions.transfer_finding import transfer_finding

YEARS = 3  # that the page of figures offers
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """List the alerts told to the person and the findings they may see; the filter is a state."""
    state, on = request.GET.get("state", ""), timezone.localdate()
    found = selectors.monitoring_board(request.user, on, state=state)
    address = reverse("monitoring")
    states = [{"label": _("未了结"), "url": address, "current": not state, "count": None}] + [
        {"label": label, "url": f"{address}?state={value}", "current": state == value, "count": n}
        for value, label, n in found.states
        if n or value == state
    ]
    context = {
        "board": found,
        "states": states,
        "on": on,
        "late_lists": late_for(request.user, on),
    }
    return render(request, "management/board.html", context)


@require_GET
def finding(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Show one finding; 404 when it is not the person's to see."""
    on = timezone.localdate()
    page = selectors.finding_page(request.user, finding_id, on)
    return render(request, "management/finding.html", {"page": page, "on": on})


@require_GET
def notice(request: HttpRequest, finding_id: UUID) -> HttpResponse:
    """Download the notice as it was sent."""
    content, number = selectors.notice_of(request.user, finding_id)
    response = HttpResponse(content, content_type=WORD)
    name = quote(f"流程监控通知书 {number}.docx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_GET
def supervision_figures(request: HttpRequest) -> HttpResponse:
    """Count the supervision of a year by kind and unit; the filter is one of three years."""
    this = timezone.localdate().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(this - back) for back in range(YEARS)} else this
    address = reverse("supervision-figures")
    years = [
        {"label": str(one), "url": f"{address}?year={one}", "current": one == year, "count": None}
        for one in range(this, this - YEARS, -1)
    ]
    shown = {"figures": figures.supervision_figures(request.user, year), "years": years}
    return render(request, "management/figures.html", shown)


@require_POST
def acknowledge(request: HttpRequest, alert_id: int) -> HttpResponse:
    """Take note of an alert."""
    acknowledge_alert(request.user, alert_id)
    messages.success(request, _("已签收这次提示"))
    return redirect("monitoring")


@require_POST
def take_step(request: HttpRequest, finding_id: UUID, step: str) -> HttpResponse:
    """Do one step about a finding; who may do it the action decides."""
    if step not in STEPS:
        raise Http404
    selectors.finding_page(request.user, finding_id, timezone.localdate())
    perform, said = STEPS[step]
    perform(request.user, finding_id, request.POST.get("text", ""))
    messages.success(request, said)
    return redirect("finding", finding_id)


def _notice(person: Any, key: UUID, text: str) -> Any:
    return issue_notice(person, key, text.splitlines(), timezone.localdate())


def _told(act: Callable[..., Any]) -> Callable[[Any, UUID, str], Any]:
    return lambda person, key, text: act(person, key, text, timezone.localdate())


def _report(person: Any, key: UUID, _text: str) -> Any:
    return report_finding(person, key, timezone.localdate())


STEPS: dict[str, tuple[Callable[[Any, UUID, str], Any], Any]] = {
    "remind": (_told(remind_orally), gettext_lazy("口头提示已记录")),
    "notice": (_notice, gettext_lazy("流程监控通知书已发送办案部门，回复期限自今天起算")),
    "answer": (_told(answer_finding), gettext_lazy("回复已送案件管理部门")),
    "report": (_report, gettext_lazy("已报告上一级人民检察院")),
    "transfer": (_told(transfer_finding), gettext_lazy("已移送检务督察部门")),
    "close": (_told(close_finding), gettext_lazy("已了结")),
}
