"""The lists of this room as tables: their columns name the heads of page and file alike."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.clues.centre import ModelLine
from xiezhi.clues.datamap import TableLine
from xiezhi.clues.models import ImportBatch, ModelRun
from xiezhi.clues.outcomes import OutcomeLine
from xiezhi.clues.selectors import ClueLine, CluePage
from xiezhi.dossier.workbook import Column, Table

PERCENT = 100


def clue_table(lines: Sequence[ClueLine]) -> Table[ClueLine]:
    """The clue board."""
    columns = (
        Column[ClueLine](_("线索"), lambda one: one.title),
        Column[ClueLine](_("编号"), lambda one: one.number, "nowrap"),
        Column[ClueLine](_("来源"), lambda one: one.source_label),
        Column[ClueLine](_("模型或者来源"), lambda one: one.model_label),
        Column[ClueLine](_("业务"), lambda one: one.line_label, "nowrap"),
        Column[ClueLine](_("状态"), lambda one: one.state_label, "nowrap"),
        Column[ClueLine](_("结果"), lambda one: one.outcome_label, "nowrap"),
        Column[ClueLine](_("数据截至"), lambda one: one.as_of, "nowrap"),
    )
    return Table(_("线索"), columns, lines)


def model_table(lines: Sequence[ModelLine]) -> Table[ModelLine]:
    """The model centre."""
    columns = (
        Column[ModelLine](_("模型与它问的问题"), lambda one: f"{one.label}：{one.question}"),
        Column[ModelLine](_("状态"), lambda one: f"{one.stage.label} {one.version}"),
        Column[ModelLine](_("数据"), lambda one: one.blocked_by or _("可用")),
        Column[ModelLine](_("精确率与区间（0–100%）"), _precise, "ivc"),
        Column[ModelLine](_("待核实"), lambda one: one.waiting, "num"),
        Column[ModelLine](_("上次运行"), lambda one: _finished(one.last_run)),
    )
    return Table(_("模型中心"), columns, lines)


def run_table(runs: Sequence[ModelRun]) -> Table[ModelRun]:
    """The runs of one model."""
    columns = (
        Column[ModelRun](_("截至"), lambda one: one.as_of, "nowrap"),
        Column[ModelRun](_("状态"), lambda one: one.get_state_display()),
        Column[ModelRun](_("读取"), lambda one: one.rows_read, "num"),
        Column[ModelRun](_("命中"), lambda one: one.hits, "num"),
        Column[ModelRun](_("新线索"), lambda one: one.new_clues, "num"),
    )
    return Table(_("运行"), columns, runs)


def data_table(lines: Sequence[TableLine]) -> Table[TableLine]:
    """The data map."""
    columns = (
        Column[TableLine](_("表"), lambda one: one.label),
        Column[TableLine](_("来源"), lambda one: one.agency),
        Column[TableLine](_("行数"), lambda one: one.rows, "num"),
        Column[TableLine](_("数据截至"), lambda one: one.data_on if one.rows else None, "nowrap"),
        Column[TableLine](_("谁在用"), lambda one: "、".join(one.models)),
    )
    return Table(_("数据地图"), columns, lines)


def import_table(batches: Sequence[ImportBatch]) -> Table[ImportBatch]:
    """The imports made."""
    columns = (
        Column[ImportBatch](_("文件"), lambda one: one.file_name),
        Column[ImportBatch](_("工作表与去向"), _sheets),
        Column[ImportBatch](_("导入"), _imported, "nowrap"),
        Column[ImportBatch](_("撤销"), lambda one: _("已撤销") if one.undone_at else ""),
    )
    return Table(_("导入记录"), columns, batches)


def outcome_table(lines: Sequence[OutcomeLine], head: str) -> Table[OutcomeLine]:
    """What became of clues; ``head`` names what a line counts."""
    columns = (
        Column[OutcomeLine](head, lambda one: one.label),
        Column[OutcomeLine](_("线索"), lambda one: one.clues, "num"),
        Column[OutcomeLine](_("已核实"), lambda one: one.verified, "num"),
        Column[OutcomeLine](_("成立"), lambda one: one.established, "num"),
        Column[OutcomeLine](_("立为监督事项"), lambda one: one.filed, "num"),
        Column[OutcomeLine](_("已纠正"), lambda one: one.corrected, "num"),
        Column[OutcomeLine](_("精确率"), _share, "num"),
        Column[OutcomeLine](_("95%区间"), _interval, "num"),
    )
    return Table(_("线索去向"), columns, lines)


def evidence_tables(page: CluePage) -> list[Table[tuple[str, ...]]]:
    """The evidence rows of one clue, a table a source, with where each row came from."""
    found = [*page.sources, *(source for report in page.reports for source in report.sources)]
    tables = []
    for number, source in enumerate(found, 1):
        labels = dict.fromkeys(cell.label for row in source.rows for cell in row.cells)
        heads = [*labels, _("出处")]
        rows = []
        for row in source.rows:
            held = {cell.label: cell.value for cell in row.cells}
            rows.append((*(held.get(label, "") for label in labels), row.origin))
        columns = tuple(
            Column[tuple[str, ...]](head, lambda row, at=at: row[at])
            for at, head in enumerate(heads)
        )
        tables.append(Table(f"{number} {source.label}", columns, rows))
    return tables


def _finished(run: ModelRun | None) -> object:
    ended = run.finished_at if run else None
    return timezone.localtime(ended) if ended else None


def _sheets(batch: ImportBatch) -> str:
    told = _("%(sheet)s → %(table)s：%(rows)s 行，入库 %(kept)s，隔离 %(quarantined)s")
    return "\n".join(told % sheet for sheet in batch.report["sheets"] if sheet["table"])


def _imported(batch: ImportBatch) -> str:
    at = timezone.localtime(batch.imported_at)
    return f"{batch.imported_by} {at:%Y-%m-%d %H:%M}"


def _precise(line: ModelLine) -> str:
    right, settled = line.precision.right, line.precision.settled
    counts = f"{right}/{settled}"
    return f"{counts} {_share(line)} {_interval(line)}".strip() if line.precision.tells else counts


def _share(line: OutcomeLine | ModelLine) -> str:
    precise = line.precision
    return f"{round(PERCENT * precise.share)}%" if precise.tells else _("不足以计算")


def _interval(line: OutcomeLine | ModelLine) -> str:
    precise = line.precision
    if not precise.tells:
        return ""
    return f"{round(PERCENT * precise.low)}%–{round(PERCENT * precise.high)}%"
