"""The demo's door: sign in as any of its invented people. It does not exist outside the demo."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from xiezhi.organs import selectors
from xiezhi.organs.directory import Standing, directory

BACKEND = "xiezhi.organs.sign_in.PersonBackend"
OF_EACH_ROLE = 2  # people shown for one role of one unit


def people() -> tuple[Standing, ...]:
    """Return a few people for every role of every unit, those of one unit together."""
    shown: dict[tuple[str, str], int] = {}
    found = []
    # Districts first: that is where most cases are handled. Unit codes end in zeros upwards.
    everyone = directory(timezone.localdate())
    for standing in sorted(everyone, key=lambda one: one.unit_code.endswith("00")):
        key = (standing.unit_code, standing.roles[0] + standing.department)
        shown[key] = shown.get(key, 0) + 1
        if shown[key] <= OF_EACH_ROLE:
            found.append(standing)
    return tuple(found)


@login_not_required
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the person of `code`; 404 outside the demo or for a code nobody has."""
    if not settings.DEMO:
        raise Http404
    code = request.POST.get("code", "")
    person = selectors.Person.objects.filter(code=code, is_active=True).first()
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    following = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(following, {request.get_host()})
    return redirect(following if safe else "home")
