"""Which table a sheet is: every table is tried, the best fit wins, a doubt is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xiezhi.screening.cells import Cell
from xiezhi.screening.dictionary import Dictionary, Table
from xiezhi.screening.headless import headless
from xiezhi.screening.layout import Layout, lay_out
from xiezhi.screening.matching import Sample, known_names, match
from xiezhi.screening.profiles import Profiles
from xiezhi.screening.reading import Sheet, open_sheets
from xiezhi.screening.report import ColumnMatch, NoiseLine

_WEIGHT = {"确定": 3.0, "很可能": 2.0, "请确认": 0.5}
_TITLE_BONUS = 4.0
_MISSING_COST = 6.0
_WHO = ("identity_number", "person_name")
_SCALES = (("亿元", Decimal(10) ** 8), ("万元", Decimal(10) ** 4), ("千元", Decimal(1000)))


@dataclass(frozen=True)
class Choice:
    """What a person chose for one sheet: its table (None leaves the sheet out), its columns by
    header (None leaves a column out). The remembered mapping is then not asked."""

    table: str | None
    mapping: Mapping[str, str | None] | None = None


@dataclass(frozen=True)
class Proposal:
    """What the system takes a sheet for. ``problem`` is empty when it can be imported as is;
    ``nearest`` is the table that fits best even where it is not sure enough to be ``table``."""

    file: str
    sheet: str
    table: str | None
    matches: tuple[ColumnMatch, ...]
    scales: Mapping[int, Decimal]
    noise: tuple[NoiseLine, ...]
    lacks: tuple[str, ...]
    profile: str
    problem: str
    cure: str
    nearest: str = ""


def propose(
    path: Path,
    dictionary: Dictionary,
    *,
    table: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    profiles: Profiles | None = None,
    choices: Mapping[str, Choice] | None = None,
) -> tuple[Proposal, ...]:
    """The proposed table and columns of every sheet; nothing is written. ``choices`` holds, by
    the name of a sheet, what a person chose for it.

    Raises :class:`~xiezhi.screening.errors.UnreadableFile`.
    """
    known = known_names(dictionary.imported())
    with open_sheets(path) as sheets:
        return tuple(
            recognise(
                path,
                sheet,
                lay_out(sheet, known),
                dictionary,
                (choices or {}).get(sheet.name) or Choice(table, mapping),
                None if sheet.name in (choices or {}) else profiles,
            )
            for sheet in sheets
        )


def recognise(
    path: Path,
    sheet: Sheet,
    layout: Layout,
    dictionary: Dictionary,
    choice: Choice,
    profiles: Profiles | None,
) -> Proposal:
    """Decide the table and the columns of one sheet."""
    if sheet.refusal:
        return Proposal(path.name, sheet.name, None, (), {}, (), (), "", *sheet.refusal)
    table, mapping = choice.table, choice.mapping
    headers = [names[0] for names in layout.names]
    profile = profiles.recall(headers) if profiles and layout.headed else None
    said = "" if profile is None else f"{profile.confirmed_by} {profile.confirmed_on} 确认"
    remembered = {**(profile.mapping if profile else {}), **(mapping or {})}
    if table is None and profile is not None and profile.table in dictionary:
        table = profile.table
    samples = [Sample.of(cells) for cells in _columns(layout)]
    titles = " ".join((path.stem, sheet.name, *(line.text for line in layout.before)))
    fits = [
        _Fit(t, match(t, layout.names, samples, remembered), titles)
        for t in ([dictionary[table]] if table else dictionary.imported())
    ]
    fits.sort(key=lambda fit: (-fit.score, fit.table.table))
    best = fits[0]
    problem, cure = _doubt(path, sheet, layout, fits, asked=table is not None)
    return Proposal(
        path.name,
        sheet.name,
        None if problem and table is None else best.table.table,
        best.matches,
        _scales(layout, best),
        layout.before,
        tuple(best.table.columns[c].label for c in best.lacks),
        said,
        problem,
        cure,
        best.table.table,
    )


class _Fit:
    """How well one table fits a sheet."""

    def __init__(self, table: Table, matches: Sequence[ColumnMatch], titles: str) -> None:
        self.table = table
        self.matches = tuple(matches)
        taken = {m.column for m in matches if m.verdict == "mapped"}
        asked = {m.column for m in matches if m.verdict == "ask"}
        self.lacks = tuple(c for c in table.columns if c not in taken)
        self.missing = (
            *(c for c in table.required() if c not in taken),
            *(pair[0] for pair in table.either() if not set(pair) & taken),
        )
        self.asked = tuple(c for c in self.missing if c in asked)
        telling = {
            name
            for name, column in table.columns.items()
            if name not in table.key and column.check not in _WHO
        }
        self.bare = bool(telling) and not telling & taken
        titled = any(word in titles for word in (table.label, *table.title_words))
        self.score = (
            sum(_WEIGHT[m.confidence] for m in matches if m.confidence)
            + _TITLE_BONUS * titled
            - _MISSING_COST * self.bare
            - _MISSING_COST * len(self.missing)
        )


def _doubt(
    path: Path, sheet: Sheet, layout: Layout, fits: Sequence[_Fit], *, asked: bool
) -> tuple[str, str]:
    best = fits[0]
    unsure = best.missing or (best.bare and not asked)
    if not layout.headed and unsure:
        return headless(path, sheet, layout, [fit.table for fit in fits])
    if not any(m.column for m in best.matches):
        return headless(path, sheet, layout, [fit.table for fit in fits])
    labels = [best.table.columns[c].label for c in best.missing]
    if best.asked:
        column = best.asked[0]
        header = next(m.header for m in best.matches if m.column == column)
        label = best.table.columns[column].label
        return f"“{header}”可能是“{label}”，需要确认", "确认对应后再导入"
    if labels:
        lacking = "、".join(labels)
        if asked:
            return f"缺少“{best.table.label}”必需的列：{lacking}", "请报送单位补上这些列"
        reason = f"不像数据字典中的任何一张表；最接近的“{best.table.label}”缺少：{lacking}"
        return reason, "指定表和列的对应，或者请报送单位补上这些列"
    if best.bare and not asked:
        return "只认出了说明是谁、哪一件的列，不知道是什么表", "指定是哪张表和各列的对应"
    if len(fits) > 1 and fits[1].score == best.score and not fits[1].missing:
        both = f"“{best.table.label}”和“{fits[1].table.label}”"
        return f"既像{both}，分不清", "指定是哪张表"
    return "", ""


def _columns(layout: Layout) -> list[list[Cell]]:
    return [
        [cells[i] if i < len(cells) else None for _, cells in layout.samples]
        for i in range(len(layout.names))
    ]


def _scales(layout: Layout, fit: _Fit) -> dict[int, Decimal]:
    above = next(
        (s for word, s in _SCALES for n in layout.before if f"单位：{word}" in _colon(n.text)),
        Decimal(1),
    )
    scales: dict[int, Decimal] = {}
    for m in fit.matches:
        if m.column and fit.table.columns[m.column].unit == "元":
            text = "".join(layout.names[m.position])
            own = next((scale for word, scale in _SCALES if word in text), None)
            scales[m.position] = own or (Decimal(1) if "元" in text else above)
    return scales


def _colon(text: str) -> str:
    return text.replace(":", "：").replace(" ", "")
