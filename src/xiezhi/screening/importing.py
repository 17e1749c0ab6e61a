"""Any agency's file into the canonical tables: read, recognise, check, keep or quarantine."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xiezhi.screening.availability import availabilities
from xiezhi.screening.dictionary import Dictionary
from xiezhi.screening.errors import Unmapped
from xiezhi.screening.layout import lay_out
from xiezhi.screening.matching import known_names, normal
from xiezhi.screening.model import Model
from xiezhi.screening.profiles import Profile, Profiles
from xiezhi.screening.reading import open_sheets
from xiezhi.screening.reading.sheet import Sheet
from xiezhi.screening.recognition import Choice, Proposal, recognise
from xiezhi.screening.report import ImportReport, SheetReport
from xiezhi.screening.staging import Progress, Staged, Staging, stage_sheet
from xiezhi.screening.store import Store
from xiezhi.screening.storing import Part, store_import

_BLOCK = 2**20
LEFT_OUT = "导入的人没有选这张工作表。需要的，换一张表再导入"


def import_file(
    path: Path,
    store: Store,
    *,
    table: str | None = None,
    mapping: Mapping[str, str | None] | None = None,
    profiles: Profiles | None = None,
    profile: Profile | None = None,
    data_on: date | None = None,
    models: Sequence[Model] = (),
    progress: Progress | None = None,
    choices: Mapping[str, Choice] | None = None,
) -> ImportReport:
    """Import every sheet of a file that fits a table; all of it or nothing.

    ``table`` forces the table, ``mapping`` (header -> column id or None) some columns,
    ``profile`` both, and a sheet that has none of its headers is left out;
    ``choices`` holds, by the name of a sheet, the table and columns a person chose for it;
    ``data_on`` is the day the data describe (today by default). The same file with the same
    mapping and day changes nothing. Raises
    :class:`~xiezhi.screening.errors.UnreadableFile` and, when no sheet fits,
    :class:`~xiezhi.screening.errors.Unmapped`.
    """
    path, day = Path(path), data_on or date.today()
    asked = _Asked(table, mapping, profiles, profile, progress, choices or {})
    with Staging(store.directory) as staging, open_sheets(path) as sheets:
        parts, reports = _stage(path, store.dictionary, staging, sheets, asked)
        if not parts:
            raise _nothing_fits(path, reports)
        report = store_import(store, _begin(path, day, reports), parts)
    return _with_models(report, store, models)


@dataclass(frozen=True)
class _Asked:
    """What a person said about the columns, what earlier files taught, and whom to tell."""

    table: str | None
    mapping: Mapping[str, str | None] | None
    profiles: Profiles | None
    profile: Profile | None
    progress: Progress | None
    choices: Mapping[str, Choice]


def _stage(
    path: Path, dictionary: Dictionary, staging: Staging, sheets: Iterable[Sheet], asked: _Asked
) -> tuple[list[Part], list[SheetReport]]:
    """Stage every sheet that fits a table; a report for each, also for one left out."""
    profile = asked.profile
    known = known_names(dictionary.imported()) | {*map(normal, profile.mapping if profile else ())}
    parts: list[Part] = []
    reports: list[SheetReport] = []
    for sheet in sheets:
        chosen = asked.choices.get(sheet.name)
        if chosen and chosen.table is None:
            reports.append(SheetReport(path.name, sheet.name, None, problem=LEFT_OUT))
            continue
        layout = lay_out(sheet, known)
        if profile and not any(names[0] in profile.mapping for names in layout.names):
            reports.append(SheetReport(path.name, sheet.name, None, problem=_other(profile)))
            continue
        asked_for = (profile.table, profile.mapping) if profile else (asked.table, asked.mapping)
        wanted = chosen or Choice(*asked_for)
        remembered = None if chosen else asked.profiles
        proposal = recognise(path, sheet, layout, dictionary, wanted, remembered)
        if proposal.problem or proposal.table is None:
            reports.append(_unfit(proposal))
            continue
        kind = dictionary[proposal.table]
        staged = stage_sheet(staging, kind, layout, proposal, asked.progress)
        parts.append(Part(sheet.name, staged, len(reports)))
        reports.append(_report(proposal, staged))
    return parts, reports


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _other(profile: Profile) -> str:
    headers = "、".join(profile.mapping)[:200]
    reason = f"表头里没有对应“{profile.name or profile.signature}”的任何一列（{headers}）"
    return f"{reason}。换一个对应，或者不写对应、自动识别"


def _begin(path: Path, day: date, reports: Sequence[SheetReport]) -> ImportReport:
    sha256 = digest_of(path)
    import_id = _import_id(sha256, day, reports)
    return ImportReport(import_id, path.name, sha256, day, False, tuple(reports))


def _import_id(sha256: str, day: date, reports: Sequence[SheetReport]) -> str:
    mapped = [[r.sheet, r.table, [[m.header, m.column] for m in r.mapping]] for r in reports]
    body = json.dumps([sha256, day.isoformat(), mapped], ensure_ascii=False)
    return f"imp-{hashlib.sha256(body.encode()).hexdigest()[:16]}"


def _unfit(proposal: Proposal) -> SheetReport:
    return SheetReport(
        proposal.file,
        proposal.sheet,
        None,
        mapping=proposal.matches,
        noise_lines=proposal.noise,
        problem=f"{proposal.problem}。{proposal.cure}",
    )


def _report(proposal: Proposal, staged: Staged) -> SheetReport:
    quarantined = sum(staged.quarantined.values())
    return SheetReport(
        proposal.file,
        proposal.sheet,
        staged.table.table,
        rows=staged.rows,
        quarantined=quarantined,
        noise=staged.noise,
        blank=staged.blank,
        mapping=proposal.matches,
        quarantined_by_reason=dict(sorted(staged.quarantined.items())),
        noise_lines=tuple(staged.noise_lines),
        lacks=proposal.lacks,
        profile=proposal.profile,
    )


def _nothing_fits(path: Path, reports: Sequence[SheetReport]) -> Unmapped:
    if len(reports) == 1:
        reason, _, cure = reports[0].problem.partition("。")
        return Unmapped(reason, cure, place=path.name)
    problems = "；".join(f"工作表 {r.sheet}：{r.problem}" for r in reports)
    return Unmapped(f"没有一张工作表能导入。{problems}", "", place=path.name)


def _with_models(report: ImportReport, store: Store, models: Sequence[Model]) -> ImportReport:
    if not models:
        return report
    touched = {sheet.table for sheet in report.sheets}
    readers = [model for model in models if touched & set(model.tables)]
    states = availabilities(readers, store, report.data_on)
    enables = [key for key, state in states.items() if state.ready]
    blocked = {key: state.reason for key, state in states.items() if not state.ready}
    return replace(report, enables=tuple(enables), blocked=blocked)
