"""Keeps a person on the form: a refused POST shows its page again, with what was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse

from xiezhi.law.refusals import Refusal, Refused

# The forms that stand on a page of another address: their address by name, and their page's.
PAGES = {
    **dict.fromkeys(
        (
            "clue-verify", "clue-reject", "clue-establish", "clue-assign", "clue-merge",
            "clue-transfer", "clue-receive", "clue-screen", "clue-classify", "clue-split",
            "clue-hand-over", "clue-answer", "clue-feedback",
        ),
        "clue",
    ),
    "clue-register": "clue-register",
    **dict.fromkeys(("model-ask", "model-review", "model-stage", "model-local"), "model"),
    "import-undo": "imports",
    "model-run-settle": "model-runs",
    "finding-step": "finding",
    "message-refuse": "message",
}  # fmt: skip
IN_THE_PAGE = ("clue_id", "finding_id", "message_id", "model_id")


@dataclass
class Stayed:
    """A refused form: its address, the refusals, the texts given by field.

    ``is_shown`` becomes true when the page drawn again holds the form and so the message.
    """

    address: str
    refusals: Sequence[Refusal]
    given: dict[str, str]
    is_shown: bool = False


def page_again(request: HttpRequest, refused: Refused) -> HttpResponse | None:
    """Draw the page of a refused form again, status 409; None when it has no such page.

    None as well when the form no longer stands on it (another person ended the matter), so that
    no message is lost: the caller then answers with a page of its own.
    """
    match = request.resolver_match
    page = PAGES.get(match.url_name or "") if match else None
    if match is None or page is None or request.method != "POST" or refused.level != 409:
        return None
    named = {key: value for key, value in match.kwargs.items() if key in IN_THE_PAGE}
    address = reverse(page, kwargs=named)
    shown = resolve(address)
    given = {name: str(value) for name, value in request.POST.items()}
    stayed = Stayed(request.path, refused.refusals, given)
    setattr(request, "stayed", stayed)  # noqa: B010 - a request takes what a middleware adds
    # Drawn as at its own address: what the page links to itself (its language) must be a page
    request.method, request.path = "GET", address
    try:
        response: Any = shown.func(request, *shown.args, **shown.kwargs)
    except (Refused, Http404):
        return None
    finally:
        request.method, request.path = "POST", stayed.address
    if not stayed.is_shown:
        return None
    response.status_code = refused.level
    return response  # type: ignore[no-any-return]
