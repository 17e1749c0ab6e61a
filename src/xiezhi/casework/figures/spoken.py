"""Words that the law kernel says in Chinese, in the reader's language.

The kernel knows no Django and projections keep what it said, so its words are translated where
they are shown: whole, as a sentence with places, or else left as they stand. What comes from the
law's YAML (names of stages, moves and periods) is in no catalogue and so stays Chinese.
"""

import re
from functools import cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from xiezhi.law.forms import PAPERS

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TWICE = re.compile(r"^(.{2,})：(?=\1)")  # 「审查：审查并提出意见」: a stage named as its work
PLACE = re.compile(r"%\((\w+)\)s")
# sentences of law/waiting.py, candidates.py, telling.py, durations.py; the narrower ones first
SENTENCES = (
    noop("%(what)s（检察长已回避）"),
    noop("%(what)s（部门负责人已回避）"),
    noop("%(what)s：审查并提出意见"),
    noop("提出意见：%(what)s"),
    noop("决定：%(what)s"),
    noop("签发文书：%(paper)s"),
    noop("送达：%(paper)s"),
    noop("登记回复：%(paper)s"),
    noop("扣除期限（%(clock)s）"),
    noop("中止期限（%(clock)s）"),
    noop("恢复期限（%(clock)s）"),
    noop("届满日：%(on)s"),
    noop("最迟办理日：%(on)s"),
    noop("%(what)s %(length)s，为 %(on)s"),
    noop("如依法全部延长（%(names)s），最迟 %(on)s"),
    noop("如经延长，最迟 %(at)s"),
    noop("自 %(start)s 起 %(length)s，至 %(end)s"),
    noop("末日 %(on)s 为%(name)s，在押，不顺延"),
    noop("末日 %(on)s 为%(name)s，未说明是否在押，按在押不顺延；未在押的至 %(later)s"),
    noop("末日 %(on)s 为%(name)s，%(how)s至 %(to)s"),
    noop("末日 %(on)s 为%(name)s，不顺延"),
    noop("%(year)s 年放假安排尚未公布，暂按周末推算，公布后须重新计算"),
    noop("%(year)s 年放假安排尚未公布，末日 %(on)s 是否顺延待公布后重新计算，暂不顺延"),
    noop("%(ground)s：%(start)s 至 %(until)s（不含）共 %(days)s 日不计入"),
    noop("缺表：%(tables)s"),
    noop("缺列：%(columns)s"),
    noop("%(table)s %(days)s 天未更新"),
    noop("%(what)s（无专条，比照适用）"),
    noop("%(name)s，改按该期限计算"),
    noop("此处读法有争议，可由各院配置：%(note)s"),
    noop("另可%(what)s，长度由批准机关确定，不计入最迟日"),
    noop("%(part)s：%(how)s，至 %(end)s"),
    noop("%(names)s，至 %(at)s"),
    noop("签发%(paper)s"),
    noop("送达%(paper)s"),
    noop("等待%(what)s"),
    noop("办结以前：%(what)s"),
)
PARTS = (
    noop("期限"), noop("期限届满前"), noop("提前"), noop("顺延"), noop("当日"),
    noop("审查并提出意见"),
)  # fmt: skip
UNITS = re.compile(r"(\d+)(个工作日|个月|小时|日)")
# a document with its number: 「起诉书云江检刑诉〔2026〕4号」
NUMBERED = re.compile(f"({'|'.join(sorted(PAPERS.values(), key=len, reverse=True))})(.+号)")
LENGTH = re.compile(r"(?:\d+(?:个工作日|个月|小时|日))+")


def spoken(text: object) -> str:
    """Return the kernel's words in the reader's language, as far as the catalogue has them."""
    said = TWICE.sub("", str(text or ""))
    if not CHINESE.search(said) or (get_language() or "zh").startswith("zh"):
        return said
    whole = _(said)
    if whole != said:
        return whole
    if LENGTH.fullmatch(said):
        return _length(said)
    for sentence in SENTENCES:
        found = _shape(sentence).fullmatch(said)
        if found is not None:
            return _(sentence) % {name: spoken(part) for name, part in found.groupdict().items()}
    numbered = NUMBERED.fullmatch(said)
    return f"{_(numbered[1])} {numbered[2]}" if numbered else said


def _length(said: str) -> str:
    """Return 「1 month 15 days」 for 「1个月15日」."""
    return " ".join(_measure(int(n), unit) for n, unit in UNITS.findall(said))


def _measure(n: int, unit: str) -> str:
    said = {
        "个工作日": ngettext("%(n)d 个工作日", "%(n)d 个工作日", n),
        "个月": ngettext("%(n)d 个月", "%(n)d 个月", n),
        "小时": ngettext("%(n)d 小时", "%(n)d 小时", n),
        "日": ngettext("%(n)d 日", "%(n)d 日", n),
    }
    return said[unit] % {"n": n}


@cache
def _shape(sentence: str) -> re.Pattern[str]:
    """Return the pattern whose groups are the sentence's places."""
    parts = PLACE.split(sentence)
    made = [re.escape(part) if n % 2 == 0 else f"(?P<{part}>.+)" for n, part in enumerate(parts)]
    return re.compile("".join(made))
