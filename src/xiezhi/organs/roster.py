"""Whether the procuratorial committee is lawfully composed on a day."""

import datetime as dt

from xiezhi.law.citations import Citation
from xiezhi.law.refusals import Refusal
from xiezhi.organs.rules import rules
from xiezhi.organs.selectors import committee, posts_of


def irregularities(
    procuratorate_code: str, on: dt.date, *, even: bool = True
) -> tuple[Refusal, ...]:
    """Return why the roster is irregular; empty when odd, complete and of prosecutors only.

    `even` tells whether an even number counts; where it does not the pack says otherwise.
    """
    rule = rules()["committee.roster"]
    members = committee(procuratorate_code, on)
    roles = {post.role for member in members for post in posts_of(member, on)}
    problems = []
    if even and len(members) % 2 == 0:
        problems.append(f"现有 {len(members)} 人，为双数")
    problems += [f"没有{_LABELS[role]}" for role in rule["requires"] if role not in roles]
    outside = [m.name for m in members if m.category not in rule["categories"]]
    if outside:
        problems.append(f"{'、'.join(outside)}不是检察官")
    citation = Citation(rule["cite"], rule["quote"], verified=True)
    return tuple(
        Refusal(
            "organs.committee_roster", 409, f"{rule['reason']}：{problem}", rule["cure"], citation
        )
        for problem in problems
    )


_LABELS = {"chief": "检察长", "full_time_member": "专职委员"}
