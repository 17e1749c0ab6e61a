"""The custody board as a table of page and file."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xiezhi.casework.selectors.custody import CustodyRow
from xiezhi.dossier.workbook import Column, Table


def custody_table(rows: Sequence[CustodyRow]) -> Table[CustodyRow]:
    """Who is held, how long still, where, until when, by which article."""
    columns = (
        Column[CustodyRow](_("期限"), _left),
        Column[CustodyRow](_("姓名"), lambda row: row.name),
        Column[CustodyRow](_("环节"), lambda row: row.phase),
        Column[CustodyRow](_("场所"), lambda row: row.place),
        Column[CustodyRow](_("届满日"), lambda row: None if row.is_held else row.until_on),
        Column[CustodyRow](_("依据"), lambda row: row.citation),
    )
    return Table(_("羁押期限"), columns, rows)


def _left(row: CustodyRow) -> str:
    """剩2天, 超期1天, 今天届满; 暂停 while the clock stands still."""
    if row.is_held or row.days_left is None:
        return _("暂停") if row.is_held else _("待定")
    if row.days_left < 0:
        return _("超期%(n)d天") % {"n": -row.days_left}
    return _("剩%(n)d天") % {"n": row.days_left} if row.days_left else _("今天届满")
