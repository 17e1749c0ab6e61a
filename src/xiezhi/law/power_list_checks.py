"""The check that only power lists need: matters that exist and may be entrusted, known acts."""

from collections.abc import Iterator

from xiezhi.law.acts import KINDS
from xiezhi.law.authority import entrustable_matters
from xiezhi.law.packs import Pack
from xiezhi.law.power_list_rules import MatterItem, PowerList

OF_OTHER_ROOMS = ("draft", "evidence")  # drafting a document, arranging evidence


def problems_of(the_list: PowerList, pack: Pack, _report: object) -> Iterator[tuple[str, str]]:
    """Items that name nothing, or entrust what the law reserves, with words to find the line."""
    moves = {f"move:{m.do}" for p in pack.procedures.values() for m in p.moves}
    known = {*KINDS, *moves, *OF_OTHER_ROOMS}
    for version in the_list.versions:
        for item in version.matters:
            yield from _of_matter(item, pack)
        for duty in version.duties:
            for act in duty.acts:
                if act not in known:
                    yield f"第{duty.no}项的「{act}」不是办案行为", act


def _of_matter(item: MatterItem, pack: Pack) -> Iterator[tuple[str, str]]:
    found = [r.id for r in pack.authority.values() if not r.over and r.rules and item.names(r.id)]
    if not found:
        yield f"第{item.no}项的事项「{item.matter}」不存在", item.matter
    reserved = sorted(set(found) - set(entrustable_matters(pack)))
    if item.entrusts and reserved:
        said = "、".join(pack.authority[one].label for one in reserved)
        yield f"第{item.no}项：「{said}」依法由检察长决定，不得列入检察官职权", item.matter
