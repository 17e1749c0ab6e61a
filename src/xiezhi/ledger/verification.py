"""Reads every chain from its first entry and names the first thing that does not fit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, connection

from xiezhi.ledger import canonical, digests, triggers
from xiezhi.ledger.checkpoints import Checkpoint
from xiezhi.ledger.models import Entry, Head
from xiezhi.ledger.pack_checks import PackBreak, broken_packs
from xiezhi.ledger.reading import Row, Unreadable, rows_after

Progress = Callable[[int, int], None]  # entries read, entries there are
UNTITLED = "（无法读取）"


@dataclass(frozen=True, slots=True)
class Break:
    """The first broken entry of a chain: where, which field, and what differs (zh)."""

    chain: str
    seq: int | None
    field: str
    problem: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How far a chain was followed, and where it broke."""

    chain: str
    entries: int
    broken: Break | None


@dataclass(frozen=True, slots=True)
class Report:
    """The result for every chain and kept pack; `missing_triggers` are guards that are gone."""

    chains: tuple[ChainReport, ...]
    missing_triggers: tuple[str, ...]
    packs: tuple[PackBreak, ...] = ()

    @property
    def first_broken(self) -> Break | None:
        """The first break, by chain."""
        return next((chain.broken for chain in self.chains if chain.broken), None)

    @property
    def is_sound(self) -> bool:
        """Whether chains and packs hold and the database still refuses changes."""
        return self.first_broken is None and not self.missing_triggers and not self.packs


@dataclass
class _Told:
    """Counts the entries read and tells whoever asked."""

    progress: Progress | None
    total: int
    done: int = 0

    def read(self, count: int) -> None:
        """So many more were read."""
        self.done += count
        if self.progress:
            self.progress(self.done, max(self.total, self.done))


@dataclass
class _Walk:
    """Where the reading of a chain stands."""

    chain: str
    seq: int = 0
    sha256: str = digests.GENESIS
    sm3: str | None = None  # before the first entry: zeros, or empty where SM3 was missing
    marks: Mapping[int, Checkpoint] = field(default_factory=dict)
    told: _Told = field(default_factory=lambda: _Told(None, 0))


def verify(checkpoints: Sequence[Checkpoint] = (), progress: Progress | None = None) -> Report:
    """Follow every chain, in the tables or in a checkpoint, to its head; then check the packs.

    ``progress`` is told how many entries were read of those there are.
    """
    try:
        heads = {head.chain: head for head in Head.objects.all()}
    except DatabaseError as error:
        broken = Break(UNTITLED, None, "head", f"链头表无法读取：{error}")
        return Report((ChainReport(UNTITLED, 0, broken),), tuple(triggers.missing(connection)))
    told = _Told(progress, sum(head.seq for head in heads.values()))
    names = set(heads) | _chains_with_entries() | {mark.chain for mark in checkpoints}
    reports = tuple(_verify_chain(name, checkpoints, told) for name in sorted(names))
    return Report(reports, tuple(triggers.missing(connection)), broken_packs())


def _chains_with_entries() -> set[str]:
    try:
        return set(Entry.objects.order_by().values_list("chain", flat=True).distinct())
    except DatabaseError:
        return set()  # the row is then missing from the chain it belongs to, which says so


def _verify_chain(chain: str, checkpoints: Sequence[Checkpoint], told: "_Told") -> ChainReport:
    marks = {mark.seq: mark for mark in checkpoints if mark.chain == chain}
    walk = _Walk(chain, marks=marks, told=told)
    try:
        broken = _follow(walk)
    except Unreadable as error:
        broken = Break(chain, walk.seq + 1, "entry", f"第 {walk.seq + 1} 条无法读取：{error}")
    return ChainReport(chain, walk.seq, broken)


def _follow(walk: _Walk) -> Break | None:
    """Walk to the head; entries that others add meanwhile are followed too."""
    while True:
        # The head is read first: what it names was committed, so its entries must be readable.
        head = Head.objects.filter(chain=walk.chain).first()
        started = walk.seq
        while rows := rows_after(walk.chain, walk.seq):
            walk.told.read(len(rows))
            for row, following in zip(rows, [*rows[1:], None], strict=True):
                broken = _check_row(walk, row, following)
                if broken:
                    return broken
        others_wrote = walk.seq > max(started, head.seq if head else 0)
        if not others_wrote:
            return _check_head(walk, head) or _check_marks_beyond(walk)


def _check_row(walk: _Walk, row: Row, following: Row | None) -> Break | None:
    """Check one entry against the entry before it and against its own digests; step onto it."""
    expected = walk.seq + 1
    if row["seq"] != expected:
        return Break(
            walk.chain, expected, "seq", f"第 {expected} 条缺失，其后是第 {row['seq']} 条"
        )
    before = {"previous_sha256": walk.sha256, "previous_sm3": walk.sm3}
    for name, value in before.items():
        if value is not None and row[name] != value:
            return Break(walk.chain, expected, name, "与前一条的摘要不相连")
    broken = _check_digests(walk.chain, row, following) or _check_mark(walk, row)
    if broken is None:
        walk.seq, walk.sha256, walk.sm3 = expected, str(row["sha256"]), str(row["sm3"])
    return broken


def _check_digests(chain: str, row: Row, following: Row | None) -> Break | None:
    seq = int(row["seq"])
    try:
        content = canonical.entry_bytes(int(row["version"]), row)
    except ValueError as error:
        return Break(chain, seq, "version", f"格式版本“{row['version']}”无法识别：{error}")
    computed = {"sha256": digests.sha256(content)}
    if row["sm3"]:
        computed["sm3"] = digests.sm3(content) or str(row["sm3"])
    wrong = [name for name, value in computed.items() if value != row[name]]
    if not wrong:
        return None
    if len(wrong) < len(computed) or _confirmed_by_next(computed, following):
        return Break(chain, seq, wrong[0], f"记载的 {wrong[0]} 摘要被改动：内容的摘要是另一个值")
    problem = "内容被改动：重新计算的摘要与记载的不同"
    return Break(chain, seq, _suspect(row), problem)


def _confirmed_by_next(computed: Mapping[str, str], following: Row | None) -> bool:
    """Whether the next entry remembers the computed digest: the content stands, the digest not."""
    return following is not None and following["previous_sha256"] == computed["sha256"]


def _suspect(row: Row) -> str:
    """Name the field when its form alone shows the change; else the content as a whole."""
    for name in ("at", "recorded_at"):
        try:
            same = canonical.instant_text(canonical.instant(str(row[name]))) == row[name]
        except ValueError:
            same = False
        if not same:
            return name
    return "data" if not canonical.is_data_text(str(row["data"])) else "content"


def _check_mark(walk: _Walk, row: Row) -> Break | None:
    mark = walk.marks.get(int(row["seq"]))
    if mark is None or mark.sha256 == row["sha256"]:
        return None
    return Break(walk.chain, mark.seq, "checkpoint", "与检查点签署的摘要不同：该条或之前被重写")


def _check_head(walk: _Walk, head: Head | None) -> Break | None:
    if head is None:
        return Break(walk.chain, walk.seq, "head", "链头缺失") if walk.seq else None
    if head.seq > walk.seq:
        missing = f"第 {walk.seq + 1} 条至第 {head.seq} 条缺失：链头为第 {head.seq} 条"
        return Break(walk.chain, walk.seq + 1, "entry", missing)
    if head.seq < walk.seq:
        problem = f"链头停在第 {head.seq} 条，账本已有第 {walk.seq} 条"
        return Break(walk.chain, head.seq, "head.seq", problem)
    for name, value in {"sha256": walk.sha256, "sm3": walk.sm3}.items():
        if value is not None and getattr(head, name) != value:
            return Break(walk.chain, head.seq, f"head.{name}", "链头的摘要与最后一条不同")
    return None


def _check_marks_beyond(walk: _Walk) -> Break | None:
    beyond = [mark for seq, mark in sorted(walk.marks.items()) if seq > walk.seq]
    if not beyond:
        return None
    problem = f"检查点签署到第 {beyond[0].seq} 条，账本只到第 {walk.seq} 条：末尾被删除"
    return Break(walk.chain, walk.seq + 1, "checkpoint", problem)
