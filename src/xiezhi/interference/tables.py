"""The lists of the room as tables: a page draws their heads, an Excel file their rows."""

from collections.abc import Sequence

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from xiezhi.dossier.workbook import Column, Table
from xiezhi.interference.selectors.months import Reminder
from xiezhi.interference.selectors.records import RecordLine


def record_table(name: str, lines: Sequence[RecordLine]) -> Table[RecordLine]:
    """Return records as a table, named as its sheet."""
    columns: list[Column[RecordLine]] = [
        Column(_("记录时间"), lambda one: one.recorded),
        Column(_("发生时间"), lambda one: localtime(one.happened_at)),
        Column(_("记录人"), lambda one: one.author),
        Column(_("谁"), lambda one: one.who),
        Column(_("身份"), lambda one: one.relation),
        Column(_("事项"), lambda one: one.matter),
        Column(_("怎样"), lambda one: one.way),
        Column(_("案件"), lambda one: one.number),
        Column(_("内容"), lambda one: one.said),
        Column(_("记录人的看法"), lambda one: one.nature),
        Column(_("核查"), lambda one: one.verdict_label),
    ]
    return Table(name, columns, lines)


def reminder_table(lines: Sequence[Reminder]) -> Table[Reminder]:
    """Return of whom a month's report is missing."""
    columns: list[Column[Reminder]] = [
        Column(_("部门"), lambda one: one.department),
        Column(_("姓名"), lambda one: one.name),
    ]
    return Table(_("还没有报告"), columns, lines)
