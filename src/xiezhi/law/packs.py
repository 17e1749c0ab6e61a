"""Packs: folders of rules as data, loaded once into frozen objects that name each other by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import BaseModel, field_validator

from xiezhi.law.calendar import Calendar, CalendarYear, published_calendar
from xiezhi.law.conditions import Condition, Fact, compile_condition
from xiezhi.law.contents import (
    DECLARED,
    HEAD,
    Layer,
    RuleFile,
    content_of,
    digest_of,
    layers_of,
    read_layer,
    version_of,
)
from xiezhi.law.errors import LawError, PackError
from xiezhi.law.instruments import Instrument
from xiezhi.law.kinds import KINDS, Kind
from xiezhi.law.overlays import combine
from xiezhi.law.validity import Rule
from xiezhi.law.yaml_files import validated

if TYPE_CHECKING:
    from xiezhi.law.authority_rules import AuthorityRule
    from xiezhi.law.counting_rules import Counting
    from xiezhi.law.courses import Course
    from xiezhi.law.deadlines import Deadline
    from xiezhi.law.liability.tables import LiabilityTable
    from xiezhi.law.period_rules import Period
    from xiezhi.law.power_list_rules import PowerList
    from xiezhi.law.procedure_rules import Procedure


NEAR = 5  # names suggested for one that is not known
LIKENESS = 0.45  # of two spellings, 0 to 1; below it a suggestion only confuses
WORD = 3  # letters from which a part of a name is telling


class PackHead(Rule):
    """``pack.yaml``: the pack's name, label and version; for an overlay what it narrows."""

    name: str
    label: str
    version: str
    narrows: str | None = None

    @field_validator("version")
    @classmethod
    def _fits_an_entry(cls, version: str) -> str:
        if DECLARED.fullmatch(version) is None:
            raise ValueError(f"版本「{version}」应为字母、数字、点和横线，不超过 23 个字符")
        return version


@dataclass(frozen=True, eq=False)
class Pack:
    """All rules in force somewhere: the national floor and the overlays laid upon it.

    ``declared`` names what ``pack.yaml`` and the overlays declare; ``version`` is the declared
    version and the digest of ``content``, the bytes of all rule files. ``folders`` are those it
    was read from, none for a kept pack. ``sources`` maps every id to the file it came from.
    ``conditions``, ``plans``, ``names`` and ``reckoned`` remember what was worked out, since
    neither rules nor outcomes ever change.
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
    lists: Mapping[str, "PowerList"]
    calendar: Mapping[str, CalendarYear]
    sources: Mapping[str, Path]
    liability: Mapping[str, "LiabilityTable"] = field(default_factory=dict)
    declared: str = ""
    digest: str = ""
    content: bytes = field(default=b"", repr=False)
    folders: tuple[Path, ...] = ()
    conditions: dict[str, Condition] = field(default_factory=dict)
    plans: dict[object, object] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    reckoned: dict[tuple[object, ...], "Deadline"] = field(default_factory=dict)
    courses: dict[tuple[object, ...], list["Course"]] = field(default_factory=dict)

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
    near = near_names(name, known)
    cure = (
        f"是否指：{'、'.join(near)}" if near else f"{noun}的 id 是 packs/cn 下的文件路径，写全称"
    )
    raise LawError(noun, f"没有「{name}」", cure)


def near_names(name: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """Ids that hold the last part of a name, or whose label does, else those spelled alike."""
    last = name.rsplit(".", 1)[-1].lower()
    labels = ((key, str(getattr(rule, "label", ""))) for key, rule in known.items())
    holding = [key for key, label in labels if last and (last in key or last in label)]
    if holding:
        return tuple(holding[:NEAR])
    parts = {key.rsplit(".", 1)[-1]: key for key in known}
    close = get_close_matches(last, parts, n=NEAR, cutoff=LIKENESS)
    words = {word for word in last.split("_") if len(word) >= WORD}
    shared = [key for part, key in parts.items() if words & set(part.split("_"))]
    return tuple(dict.fromkeys([*(parts[one] for one in close), *shared]))[:NEAR]


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
    folders = (root or packs_folder() / "cn", *overlays)
    return _built([read_layer(folder) for folder in folders], folders, folders)


def pack_from(content: bytes) -> Pack:
    """The pack that bytes kept earlier hold, as it was. Raises PackError (zh)."""
    place = Path(f"规则包 {digest_of(content)[:8]}")
    layers = layers_of(content, str(place))
    return _built(layers, [place / str(number) for number in range(len(layers))], ())


def _built(layers: Sequence[Layer], roots: Sequence[Path], folders: tuple[Path, ...]) -> Pack:
    head = validated(PackHead, layers[0].head, roots[0] / HEAD)
    rules, sources = _rules_of(layers[0], roots[0])
    declared = head.version
    for layer, place in zip(layers[1:], roots[1:], strict=True):
        above = validated(PackHead, layer.head, place / HEAD)
        if above.narrows != head.name:
            problem = f"narrows 为「{above.narrows}」"
            raise PackError(str(place / HEAD), problem, f"应写明所收紧的包：{head.name}")
        added, added_sources = _rules_of(layer, place)
        rules = combine(rules, added, added_sources)
        sources |= added_sources
        declared = f"{declared}+{above.name}-{above.version}"
    content = content_of(layers)
    digest = digest_of(content)
    return Pack(
        name=head.name,
        version=version_of(head.version, digest),
        root=roots[0],
        sources=MappingProxyType(sources),
        declared=declared,
        digest=digest,
        content=content,
        folders=folders,
        **{name: MappingProxyType(found) for name, found in rules.items()},  # type: ignore[arg-type]
    )


def _rules_of(layer: Layer, root: Path) -> tuple[dict[str, dict[str, object]], dict[str, Path]]:
    rules: dict[str, dict[str, object]] = {kind.name: {} for kind in KINDS}
    sources: dict[str, Path] = {}
    kinds = {kind.name: kind for kind in KINDS}
    for file in layer.files:
        path = root / file.path
        if file.kind not in kinds:
            raise PackError(str(path), f"规则的种类「{file.kind}」未知", "升级程序后再读取")
        for key, rule in _rules_in(file, path, kinds[file.kind]):
            if key in rules[file.kind]:
                raise PackError(str(path), f"{key} 与 {sources[key]} 重复", "改用另一个名称")
            rules[file.kind][key] = rule
            sources[key] = path
    return rules, sources


def _rules_in(file: RuleFile, path: Path, kind: Kind) -> list[tuple[str, object]]:
    content = file.content
    if kind.keyed:
        if not isinstance(content, dict):
            raise PackError(str(path), "不是键值表", "写成 名称: {……}")
        return [(str(key), validated(kind.model(), rule, path)) for key, rule in content.items()]
    expected = ".".join(Path(file.path).relative_to(kind.name).with_suffix("").parts)
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
