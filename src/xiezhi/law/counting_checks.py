"""The check that only counting families need: the condition under which the last day stays."""

from collections.abc import Iterator

from xiezhi.law.counting_rules import Counting
from xiezhi.law.errors import LawError
from xiezhi.law.packs import Pack


def problems_of(counting: Counting, pack: Pack, _report: object) -> Iterator[tuple[str, str]]:
    """Conditions that do not compile, with words by which to find the line."""
    for version in counting.versions:
        for rule in version.rules:
            if rule.condition is None:
                continue
            try:
                pack.condition(rule.condition, f"计算方法 {counting.id}")
            except LawError as error:
                yield f"{error.problem}；{error.cure}", rule.condition
