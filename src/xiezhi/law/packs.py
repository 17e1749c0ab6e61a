"""Packs: folders of rules as data, loaded once into frozen objects that name each other by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import BaseModel

from xiezhi.law.calendar import Calendar, CalendarYear, published_calendar
from xiezhi.law.conditions import Condition, Fact, compile_condition
from xiezhi.law.errors import LawError, PackError
from xiezhi.law.instruments import Instrument
from xiezhi.law.kinds import KINDS, Kind
from xiezhi.law.overlays import combine
from xiezhi.law.validity import Rule
from xiezhi.law.yaml_files import read_as, read_yaml, validated

if TYPE_CHECKING:
    from xiezhi.law.authority_rules import AuthorityRule
    from xiezhi.law.counting_rules import Counting
    from xiezhi.law.deadlines import Deadline
    from xiezhi.law.period_rules import Period
    from xiezhi.law.procedure_rules import Procedure


class PackHead(Rule):
    """``pack.yaml``: the pack's name, label and version; for an overlay what it narrows."""

    name: str
    label: str
    version: str
    narrows: str | None = None


@dataclass(frozen=True, eq=False)
class Pack:
    """All rules in force somewhere: the national floor and the overlays laid upon it.

    ``sources`` maps every id to the file it came from. ``conditions``, ``plans``, ``names``
    and ``reckoned`` remember what was worked out, since neither rules nor outcomes ever change.
    """

    name: str
    version: str
    root: Path
    instruments: Mapping[str, Instrument]
    facts: Mapping[str, Fact]
    counting: Mapping[str, "Counting"]
    periods: Mapping[str, "Period"]
    procedures: Mapping[str, "Procedure"]
    authority: Mapping[str, "AuthorityRule"]
    calendar: Mapping[str, CalendarYear]
    sources: Mapping[str, Path]
    conditions: dict[str, Condition] = field(default_factory=dict)
    plans: dict[object, object] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reckoned: dict[tuple[object, ...], "Deadline"] = field(default_factory=dict)

    def condition(self, expression: str, place: str = "规则") -> Condition:
        """The compiled form of an expression over this pack's facts. Raises LawError."""
        found = self.conditions.get(expression)
        if found is None:
            found = compile_condition(expression, self.facts, place)
            self.conditions[expression] = found
        return found

    @cached_property
    def days(self) -> Calendar:
        """The published rest days, with the years that this pack adds."""
        years = self.calendar.values()
        return published_calendar().with_years(years) if years else published_calendar()

    def period(self, period_id: str) -> "Period":
        """A period by its id, or by the last part of it when that is unique. Raises LawError."""
        return self.periods[resolve(period_id, self.periods, "期限")]


def resolve(name: str, known: Mapping[str, object], noun: str) -> str:
    """The full id for ``name``, which may be only its last part. Raises LawError."""
    if name in known:
        return name
    found = _by_last_part(known).get(name, ())
    if len(found) == 1:
        return found[0]
    if found:
        raise LawError(noun, f"「{name}」不唯一（{'、'.join(found)}）", "写全称")
    near = [key for key in known if name.split(".")[-1] in key][:5]
    cure = f"是否指：{'、'.join(near)}" if near else f"用 xiezhi law explain 查看已有的{noun}"
    raise LawError(noun, f"没有「{name}」", cure)


def _by_last_part(known: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in known:
        last = key.rsplit(".", 1)[-1]
        found[last] = (*found.get(last, ()), key)
    return found


def packs_folder() -> Path:
    """The folder of packs that comes with the program."""
    return Path(__file__).resolve().parent.parent / "packs"


@cache
def national() -> Pack:
    """The national pack, loaded once."""
    return load_pack()


def load_pack(root: Path | None = None, overlays: Sequence[Path] = ()) -> Pack:
    """Load a pack and lay overlays upon it, in order.

    An overlay may add a rule or replace one by the same id if that narrows it; its ``pack.yaml``
    names the pack it narrows. Raises PackError with file, line and field of the first mistake.
    """
    root = root or packs_folder() / "cn"
    head = read_as(PackHead, root / "pack.yaml")
    content, sources = _read(root)
    for overlay in overlays:
        above = read_as(PackHead, overlay / "pack.yaml")
        if above.narrows != head.name:
            place = str(overlay / "pack.yaml")
            problem = f"narrows 为「{above.narrows}」"
            raise PackError(place, problem, f"应写明所收紧的包：{head.name}")
        added, added_sources = _read(overlay)
        content = combine(content, added, added_sources)
        sources |= added_sources
        head = head.model_copy(update={"version": f"{head.version}+{above.name}-{above.version}"})
    frozen = {name: MappingProxyType(rules) for name, rules in content.items()}
    return Pack(
        name=head.name,
        version=head.version,
        root=root,
        sources=MappingProxyType(sources),
        **frozen,  # type: ignore[arg-type]
    )


def _read(root: Path) -> tuple[dict[str, dict[str, object]], dict[str, Path]]:
    content: dict[str, dict[str, object]] = {}
    sources: dict[str, Path] = {}
    for kind in KINDS:
        rules: dict[str, object] = {}
        for path in kind.files(root):
            for key, rule in _rules_in(path, root, kind):
                if key in rules:
                    raise PackError(str(path), f"{key} 与 {sources[key]} 重复", "改用另一个名称")
                rules[key] = rule
                sources[key] = path
        content[kind.name] = rules
    return content, sources


def _rules_in(path: Path, root: Path, kind: Kind) -> list[tuple[str, object]]:
    if kind.keyed:
        table = read_yaml(path)
        if not isinstance(table, dict):
            raise PackError(str(path), "不是键值表", "写成 名称: {……}")
        return [(str(key), validated(kind.model(), value, path)) for key, value in table.items()]
    content = read_yaml(path)
    expected = ".".join(path.relative_to(root / kind.name).with_suffix("").parts)
    many = content if isinstance(content, list) else [content]
    found: list[tuple[str, object]] = []
    for written in many:
        rule = validated(kind.model(), written, path)
        key = identity(rule)
        inside = isinstance(content, list) and key.startswith(f"{expected}.")
        if key != expected and not inside:
            raise PackError(f"{path} 字段 id", f"「{key}」与文件路径不符", f"应为 {expected}")
        found.append((key, rule))
    return found


def identity(rule: BaseModel) -> str:
    """A rule's id as text (a calendar's year counts as one)."""
    return str(rule.id)  # type: ignore[attr-defined]
