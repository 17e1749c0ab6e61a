"""One clue: what two sources say, and what the person decides."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.casework.sheets import as_file, file_address, wants_file
from xiezhi.clues import access
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.establish_clue import establish_clue
from xiezhi.clues.actions.file_clue import file_clue
from xiezhi.clues.actions.merge_clue import merge_clue
from xiezhi.clues.actions.open_restricted import open_restricted
from xiezhi.clues.actions.receive_clue import receive_clue
from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.transfer_clue import transfer_clue
from xiezhi.clues.actions.verify_clue import verify_clue
from xiezhi.clues.lines import LINES
from xiezhi.clues.models import Verification
from xiezhi.clues.repository_rules import measures
from xiezhi.clues.selectors import clue_page as read_page
from xiezhi.clues.tables import evidence_tables


def clue_page(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Show the clue with its evidence rows side by side; 404 when it is not the person's."""
    page = read_page(request.user, clue_id)
    file = wants_file(request)
    if page.line.is_restricted:
        open_restricted(request.user, [clue_id], "export" if file else "page")
    if file:
        return as_file(page.line.number, evidence_tables(page))
    context = {
        "page": page,
        "results": Verification.Result.choices,
        "measures": measures(),
        "lines": LINES,
        "file": file_address(request),
    }
    return render(request, "clues/clue.html", context)


@require_POST
def verify(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Record what one way of checking showed."""
    must_be_shown(request, clue_id)
    step = request.POST.get("step", "")
    result, text = request.POST.get("result", ""), request.POST.get("text", "")
    verify_clue(
        request.user, clue_id, int(step) if step.isdecimal() else 0, result, text,
        measure=request.POST.get("measure", "read_held"),
        together_with=request.POST.get("together_with", ""),
    )  # fmt: skip
    messages.success(request, _("核实结果已记入账本"))
    return redirect("clue", clue_id)


@require_POST
def reject(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """End the clue without a proceeding, with its reason."""
    must_be_shown(request, clue_id)
    reject_clue(
        request.user, clue_id, request.POST.get("code", ""), request.POST.get("reason", "")
    )
    messages.success(request, _("已记为不成案，原因计入这个模型的精确率"))
    return redirect("clue", clue_id)


@require_POST
def establish(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Find the clue established."""
    must_be_shown(request, clue_id)
    establish_clue(request.user, clue_id, request.POST.get("reason", ""))
    messages.success(request, _("线索核实成立"))
    return redirect("clue", clue_id)


@require_POST
def assign(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Give the clue to somebody to verify."""
    must_be_shown(request, clue_id)
    assign_clue(request.user, clue_id, request.POST.get("receiver", "").strip())
    messages.success(request, _("已分给承办人"))
    return redirect("clue-board")


@require_POST
def merge(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Merge the clue into another about the same matter."""
    must_be_shown(request, clue_id)
    try:
        into = UUID(request.POST.get("into", ""))
    except ValueError:
        into = clue_id  # nothing chosen is refused like the clue itself
    merge_clue(request.user, clue_id, into)
    messages.success(request, _("已并入所选的线索，经过保留"))
    return redirect("clue", into)


@require_POST
def transfer(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Send the clue to another procuratorate or body."""
    must_be_shown(request, clue_id)
    given = request.POST
    sent = transfer_clue(
        request.user, clue_id, given.get("reason", ""), unit=given.get("unit", ""),
        body=given.get("body", ""), letter=given.get("letter", ""),
        feedback_due_on=parse_date(given.get("feedback_due_on", "")),
    )  # fmt: skip
    messages.success(request, _("已移送%s，等它签收") % sent.receiver)
    return redirect("clue", clue_id)


@require_POST
def receive(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Sign for a clue that was sent, or note the receipt of another body."""
    must_be_shown(request, clue_id)
    given = request.POST
    clue = receive_clue(
        request.user, clue_id, given.get("receipt", ""), assigned_to=given.get("receiver", "")
    )
    messages.success(request, _("已签收，记入账本"))
    shown = access.visible_clues(request.user).filter(pk=clue.pk).exists()
    return redirect("clue", clue.pk) if shown else redirect("clue-board")


@require_POST
def file_matter(request: HttpRequest, clue_id: UUID) -> HttpResponse:
    """Open a supervision matter on an established clue."""
    must_be_shown(request, clue_id)
    clue = file_clue(request.user, clue_id)
    messages.success(request, _("已立为监督事项"))
    return redirect("case-page", clue.proceeding)


def must_be_shown(request: HttpRequest, clue_id: UUID) -> None:
    """Answer 404 for a clue that the person may not see, before anything else is checked."""
    if not access.visible_clues(request.user).filter(pk=clue_id).exists():
        raise Http404
