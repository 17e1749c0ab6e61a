"""The import wizard: upload, columns, rows kept out, stored; the long work is the worker's."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from xiezhi.clues import access, drafts
from xiezhi.clues.actions.import_judgments import is_judgments
from xiezhi.clues.actions.take_in import confirm_import, end_if_broken, queue_import
from xiezhi.clues.databases import ListedTable, listed_tables
from xiezhi.clues.datamap import readers_of
from xiezhi.clues.models import Intake
from xiezhi.clues.operators import operator_of
from xiezhi.clues.tasks import take_in_queued
from xiezhi.screening import ScreeningError, national

STEPS = (_lazy("选文件"), _lazy("对应列"), _lazy("看隔离的行"), _lazy("入库"))


def upload(request: HttpRequest) -> HttpResponse:
    """Take a file, or a table of a listed database, into a draft that nobody else sees; nothing is
    written to the tables yet."""
    access.require_import(request.user)
    listed = listed_tables(operator_of(request.user).procuratorate)
    problem = ""
    if request.method == "POST":
        try:
            return redirect("import-preview", _keep(request, listed))
        except ScreeningError as refusal:
            problem = str(refusal)
    context = {"problem": problem, "steps": STEPS, "listed": tuple(listed.values())}
    return render(request, "clues/upload.html", context)


def _keep(request: HttpRequest, listed: Mapping[str, ListedTable]) -> str:
    """Keep what was given and return the draft's key. Raises ScreeningError."""
    if "table" in request.POST:
        table = listed.get(request.POST["table"])
        if table is None:
            raise ScreeningError(_("没有选数据库里的表"), _("从列出的表里选一张"))
        return drafts.keep_table(request.user.code, table)
    given = request.FILES.get("file")
    if given is None:
        raise ScreeningError(_("没有选文件"), _("选一个 Excel、CSV 或者 JSON 行文件"))
    return drafts.keep(request.user.code, given)


def preview(request: HttpRequest, draft: str) -> HttpResponse:
    """Show the proposed tables and columns with reasons; on POST let the worker check the file.

    The table chosen for sheet n stands in the address as ``table-n``.
    """
    access.require_import(request.user)
    found = drafts.find(request.user.code, draft)
    if found is None:
        raise Http404
    if is_judgments(found.path):
        if request.method == "POST":
            return _queue(request, found, {})
        return render(request, "clues/judgments.html", {"name": found.name, "steps": STEPS})
    asked = request.POST if request.method == "POST" else request.GET
    try:
        proposed = drafts.propose(found, asked)
    except ScreeningError as refusal:
        context = {"name": found.name, "problem": refusal.within(found.name), "steps": STEPS}
        return render(request, "clues/upload.html", context, status=422)
    if request.method == "POST" and proposed.is_possible:
        choices = drafts.choices_of(proposed, asked)
        drafts.remember(proposed, choices, request.user.code)
        return _queue(request, found, choices)
    status = 422 if request.method == "POST" else 200
    chosen = {sheet.table for sheet in proposed.sheets if sheet.table}
    readers = readers_of(request.user, chosen)
    context = {"draft": proposed, "steps": STEPS, "readers": readers}
    return render(request, "clues/preview.html", context, status=status)


def intake(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """Show how far a file has come, asking again by itself; on POST store it or begin again."""
    access.require_import(request.user)
    found = Intake.objects.filter(pk=intake_id, asked_by=request.user.code).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        confirm_import(operator_of(request.user), found.pk)
        take_in_queued.enqueue(str(found.pk), request.user.code)
        return redirect("intake", found.pk)
    end_if_broken(found)
    stored = found.phase == Intake.Phase.STORE
    labels = {table.table: table.label for table in national().imported()}
    step = 4 if stored else 3
    context = {"intake": found, "steps": STEPS, "step": step, "labels": labels}
    part = "clues/parts/intake.html" if request.htmx else "clues/intake.html"
    return render(request, part, context)


def _queue(request: HttpRequest, draft: drafts.Draft, choices: dict) -> HttpResponse:
    try:
        day = date.fromisoformat(request.POST.get("data_on", ""))
    except ValueError:
        day = timezone.localdate()
    queued = queue_import(operator_of(request.user), draft, choices, day)
    take_in_queued.enqueue(str(queued.pk), request.user.code)
    return redirect("intake", queued.pk)
