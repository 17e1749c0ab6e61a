"""A list of a page as an Excel file: the same address with ``format=xlsx``, the same access."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse

from xiezhi.dossier.workbook import MEDIA_TYPE, Table, workbook


def wants_file(request: HttpRequest) -> bool:
    """Say whether a page is asked for as a file."""
    return request.GET.get("format") == "xlsx"


def as_file(name: str, tables: Iterable[Table[Any]]) -> HttpResponse:
    """Answer with the tables as one .xlsx of the name given, one sheet a table."""
    answer = HttpResponse(workbook(tables), content_type=MEDIA_TYPE)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return answer


def file_address(request: HttpRequest) -> str:
    """Return the address of the same list as a file, with the filters it has."""
    asked = request.GET.copy()
    asked["format"] = "xlsx"
    return f"?{asked.urlencode()}"
