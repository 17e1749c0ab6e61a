"""The check of a whole pack: quotations, names, validity and every worked example."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from xiezhi.law.citations import read_citation
from xiezhi.law.contents import HEAD
from xiezhi.law.kinds import KINDS
from xiezhi.law.packs import Pack
from xiezhi.law.releases import changed_since_release
from xiezhi.law.texts import Texts
from xiezhi.law.walking import walk
from xiezhi.law.yaml_files import line_saying


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a rule file, told so that its author can mend it."""

    path: Path
    line: int | None
    rule: str
    said: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}  {self.rule}：{self.said}"


@dataclass
class Report:
    """What was checked and what was found."""

    files: int = 0
    rules: dict[str, int] = field(default_factory=dict)
    checked: int = 0
    unverified: int = 0
    without_text: int = 0
    examples: int = 0
    problems: list[Problem] = field(default_factory=list)


def check(
    pack: Pack,
    texts: Texts,
    progress: Callable[[str], None] = lambda _: None,
    *,
    is_new: bool = False,
) -> Report:
    """Check every rule of a pack, and that what was released still says what it said.

    Without the texts quotations are counted as not checked. ``is_new``: the pack is about to get
    a new version, so that it may differ from the release it still names.
    """
    report = Report(files=len(set(pack.sources.values())))
    for folder in () if is_new else pack.folders:
        said, line = changed_since_release(folder)
        if said:
            report.problems.append(Problem(folder / HEAD, line, pack.name, said))
    for kind in KINDS:
        rules = getattr(pack, kind.name)
        report.rules[kind.name] = len(rules)
        progress(kind.name)
        for key, rule in rules.items():
            path = pack.sources[key]
            for said, words in _quotations(rule, pack, texts, report):
                report.problems.append(Problem(path, line_saying(path, words), key, said))
            for judge in kind.judges():
                for said, words in judge(rule, pack, report):
                    report.problems.append(Problem(path, line_saying(path, words), key, said))
    return report


def _quotations(
    rule: BaseModel, pack: Pack, texts: Texts, report: Report
) -> Iterator[tuple[str, str]]:
    for part in walk(rule):
        cite = getattr(part, "cite", None)
        if not isinstance(cite, str):
            report.unverified += bool(getattr(part, "unverified", False))
            continue
        quote = str(getattr(part, "quote", "") or "")
        yield from _citation(cite, pack)
        if getattr(part, "unverified", False):
            report.unverified += 1
            continue
        said = texts.quotes(cite, quote) if quote else None
        if said is None:
            report.without_text += 1
        elif said:
            report.checked += 1
        else:
            yield f"{cite} 中没有「{quote}」；核对条款号与引文", quote


def _citation(cite: str, pack: Pack) -> Iterator[tuple[str, str]]:
    reference = read_citation(cite)
    if reference is None:
        yield f"引用「{cite}」写法有误，应如「刑事诉讼法(2018) 第172条第1款」", cite
    elif reference.instrument not in pack.instruments:
        yield f"instruments.yaml 中没有「{reference.instrument}」；先登记该文件", cite
