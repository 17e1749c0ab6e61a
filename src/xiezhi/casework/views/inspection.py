"""Inspection: a proceeding is opened for an inspector only on a stated ground, on record."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework import selectors
from xiezhi.casework.actions.open_for_inspection import open_for_inspection
from xiezhi.casework.forms.act_form import ActForm
from xiezhi.casework.rules import refused
from xiezhi.law import FieldSpec
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import actor_of


def inspect(request: HttpRequest) -> HttpResponse:
    """Ask for number and ground; open the proceeding for the days that the rule allows."""
    if Role.INSPECTION not in actor_of(request.user, timezone.localdate()).roles:
        raise refused("access.not_inspection")
    specs = (
        FieldSpec("number", _("件号"), "text", True, _("一次只打开一件")),
        FieldSpec(
            "ground", _("事由"), "longtext", True, _("查看不由自己办理的案件须有事由，留痕备查")
        ),
    )
    form = ActForm(request.POST if request.method == "POST" else None, specs=specs)
    if request.method == "POST" and form.is_valid():
        found = selectors.proceeding_numbered(form.cleaned_data["number"].strip())
        if found is None:
            raise refused("access.not_inspection")
        until = open_for_inspection(request.user, found, form.cleaned_data["ground"])
        day = timezone.localdate(until)
        messages.success(
            request, _("已打开，可以查看到 %(day)s。这次查看已记入账本。") % {"day": day}
        )
        return redirect("case-page", found)
    status = 422 if form.is_bound else 200
    return render(request, "casework/inspect.html", {"form": form}, status=status)
