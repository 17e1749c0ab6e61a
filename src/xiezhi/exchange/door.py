"""The door for machines: signed messages in, signed receipts out."""

import time
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from xiezhi.exchange.actions.receive_message import KeyUsed, Unreadable, receive_message
from xiezhi.exchange.agencies import Agency, agencies
from xiezhi.exchange.models import Message
from xiezhi.exchange.signing import is_genuine, signature

AGENCY, TIME, SIGNATURE = "X-Xiezhi-Agency", "X-Xiezhi-Time", "X-Xiezhi-Signature"


@login_not_required
@csrf_exempt
@require_POST
def receive(request: HttpRequest) -> JsonResponse:
    """Take a message and answer with its receipt; the same message again, the same receipt.

    201 stored, 200 known, 422 stored as refused, 400 unreadable, 401 not signed by an agency, 409
    the key was used for something else, 413 too large. Without agencies the door is not there.
    """
    known = agencies()
    if not known:
        raise Http404
    try:
        content = request.body
    except RequestDataTooBig:
        return _refusal(413, "内容太大", "拆成几件发送")
    agency = known.get(request.headers.get(AGENCY, ""))
    given = request.headers.get(SIGNATURE, "")
    timestamp = request.headers.get(TIME, "")
    if agency is None or not is_genuine(agency, timestamp, content, given, time.time()):
        cure = f"用本机关的密钥对时间和内容签名，写在 {SIGNATURE}；时间写在 {TIME}"
        return _refusal(401, "不能确认是哪个机关发送的，或者内容、时间与签名不符", cure)
    try:
        received = receive_message(agency, content)
    except KeyUsed as used:
        return _signed(agency, {"state": "conflict", "problems": used.problems}, 409)
    except Unreadable as unreadable:
        return _signed(agency, {"state": "unreadable", "problems": unreadable.problems}, 400)
    return _signed(agency, receipt(received.message), _status(received.message, received.is_new))


def receipt(message: Message) -> dict[str, Any]:
    """Return what the sender is told of a message as it now stands."""
    return {
        "receipt": str(message.pk),
        "key": message.key,
        "sha256": message.digest,
        "received_at": message.received_at.isoformat(),
        "state": message.state,
        "proceeding": message.proceeding_number,
        "problems": message.problems,
    }


def _status(message: Message, is_new: bool) -> int:
    if is_new and message.state == Message.State.REFUSED:
        return 422
    return 201 if is_new else 200


def _refusal(status: int, problem: str, cure: str) -> JsonResponse:
    problems = [{"place": "", "value": "", "problem": problem, "cure": cure}]
    return _json({"state": "unreadable", "problems": problems}, status)


def _signed(agency: Agency, data: dict[str, Any], status: int) -> JsonResponse:
    """The receipt carries the same kind of signature, so that the sender can trust it."""
    response = _json(data, status)
    now = str(int(time.time()))
    response[TIME] = now
    response[SIGNATURE] = signature(agency, now, response.content)
    return response


def _json(data: dict[str, Any], status: int) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
