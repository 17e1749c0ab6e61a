"""What every act of a kind asks for besides the fields of its move: names as in the act's data."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xiezhi.law import FieldSpec

Words = str | Promise


def ask(
    name: str,
    label: Words,
    kind: str = "text",
    *,
    why: Words = "",
    choices: tuple[tuple[str, Words], ...] = (),
) -> tuple[str, Words, str, Words, tuple[tuple[str, Words], ...]]:
    """Return one question; with `why` it must be answered."""
    return (name, label, kind, why, choices)


RESULTS = (
    ("agree", _("同意")),
    ("disagree", _("不同意")),
    ("re_review", _("要求承办检察官复核")),
    ("supplement", _("要求补充相关材料")),
)
REPLIES = (("change", _("改变决定")), ("maintain", _("维持决定")), ("execute_now", _("立即执行")))
ORDERS = (
    ("re_review", _("要求重新审查")),
    ("to_committee", _("提交检察委员会讨论")),
    ("report", _("要求报告办案情况")),
)
ANSWERS = (
    ("approve", _("批准")),
    ("refuse", _("不批准")),
    ("correct", _("指令纠正")),
    ("revoke", _("撤销")),
    ("change", _("变更")),
)
MODES = (
    ("direct", _("直接送达")),
    ("left", _("留置送达")),
    ("entrusted", _("委托送达")),
    ("post", _("邮寄送达")),
    ("electronic", _("电子送达")),
)
SEEN = _("决定的人和以后核查的人都要看到理由")

KINDS: Mapping[str, tuple[Any, ...]] = {
    "opine": (ask("reasons", _("处理意见的理由"), "longtext", why=SEEN),),
    "hear_member": (
        ask("person", _("组员"), "person", why=_("意见要记在说的人名下")),
        ask("opinion", _("意见"), "longtext", why=_("不同意见原样保留")),
    ),
    "review": (
        ask("result", _("审核结果"), "choice", why=_("下一步由结果决定"), choices=RESULTS),
        ask("remark", _("审核意见"), "longtext"),
    ),
    "request_meeting": (ask("question", _("提请讨论的问题"), "longtext"),),
    "hold_meeting": (
        ask("record", _("会议记录"), "longtext", why=_("参加人要在记录上签名，记录附卷")),
    ),
    "sign_record": (ask("refused", _("不签名的理由（签名的不填）"), "longtext"),),
    "submit": (
        ask(
            "to",
            _("报送给"),
            "choice",
            why=_("报给谁决定，由规则定"),
            choices=(
                ("chief", _("检察长")),
                ("committee", _("检察委员会")),
                ("superior", _("上一级检察院")),
            ),
        ),
    ),
    "decide": (
        ask("reasons", _("决定的理由"), "longtext"),
        ask("by_delegation", _("依检察长的委托决定"), "bool"),
    ),
    "instruct": (
        ask("what", _("指示"), "choice", why=_("书面指示附卷"), choices=ORDERS),
        ask("due_on", _("办理期限"), "date"),
        ask("reason", _("理由"), "longtext"),
    ),
    "receive_order": (
        ask("kind", _("上级的决定"), "choice", why=_("以下级执行的内容为准"), choices=ANSWERS),
        ask("from", _("上级检察院"), why=_("以上级院名义作出的才执行")),
        ask("received_on", _("收到日期"), "date", why=_("执行自收到之日起")),
        ask("document", _("文号")),
    ),
    "object": (ask("reasons", _("异议的理由"), "longtext", why=_("异议和答复一并附卷")),),
    "answer_objection": (
        ask("reply", _("答复"), "choice", why=_("答复以前不执行"), choices=REPLIES),
        ask("reasons", _("理由"), "longtext"),
    ),
    "serve": (
        ask("to", _("受送达人"), why=_("送达要写明送给谁")),
        ask("mode", _("送达方式"), "choice", why=_("不同方式凭证不同"), choices=MODES),
        ask("proof", _("送达凭证"), why=_("没有凭证不能证明期限起算")),
        ask("served_on", _("送达日期"), "date", why=_("答复、复议等期限自送达之日起算")),
    ),
    "reply": (
        ask("received_on", _("收到日期"), "date", why=_("回复是否逾期以收到日期为准")),
        ask("content", _("回复内容"), "longtext", why=_("写明采纳与否和整改情况")),
        ask("accepted", _("审查后认可"), "bool", why=_("收到回复不等于纠正")),
        ask("proof", _("依据的材料")),
    ),
    "extend": (ask("reason", _("延长的理由"), "longtext"),),
    "exclude": (
        ask("from", _("起"), "date", why=_("自这一天起不计入")),
        ask("until", _("止（不含）"), "date", why=_("到这一天恢复计算")),
        ask("ground", _("事由"), "longtext", why=_("不计入期限须有法定事由")),
    ),
    "suspend": (
        ask("from", _("起"), "date", why=_("自这一天起暂停")),
        ask("ground", _("事由"), "longtext", why=_("暂停须有法定事由")),
    ),
    "resume": (ask("on", _("恢复日期"), "date", why=_("自这一天起续算")),),
    "recuse": (
        ask("person", _("回避的人"), "person", why=_("回避后不再看到本案")),
        ask("reason", _("理由"), "longtext", why=_("回避的理由附卷")),
    ),
    "join_member": (
        ask("person", _("人员"), "person", why=_("编入后可以看到本案")),
        ask(
            "role",
            _("身份"),
            "choice",
            why=_("不同身份能办的事不同"),
            choices=(
                ("prosecutor", _("检察官")),
                ("assistant", _("检察官助理")),
                ("clerk", _("书记员")),
            ),
        ),
    ),
    "refuse_acceptance": (ask("reasons", _("理由"), "longtext", why=_("移送单位据此补送")),),
    "close": (ask("reason", _("办结说明"), "longtext"),),
    "annotate": (ask("text", _("备注"), "longtext", why=_("空的备注没有意义")),),
}
# keys of the act's data that stand beside `fields`, for kinds that carry the fields of a move
WITH_FIELDS = frozenset({"move", "opine", "decide", "resolve"})


def specs_for(kind: str, offered: tuple[FieldSpec, ...]) -> tuple[FieldSpec, ...]:
    """Return the offer's own fields, then those its kind asks for and the offer does not."""
    named = {spec.name for spec in offered}
    own = tuple(
        FieldSpec(
            name,
            str(label),
            form,
            bool(why),
            str(why),
            tuple((key, str(words)) for key, words in choices),
        )
        for name, label, form, why, choices in KINDS.get(kind, ())
        if name not in named
    )
    return (*offered, *own)


def data_of(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return an act's data: `a__b` goes below `a`, the fields of a move below `fields`."""
    own = {spec[0] for spec in KINDS.get(kind, ())}
    data: dict[str, Any] = {}
    for name, value in values.items():
        head, _dash, rest = name.partition("__")
        if rest:
            data.setdefault(head, {})[rest] = value
        elif kind in WITH_FIELDS and name not in own | {"do", "matter"}:
            data.setdefault("fields", {})[name] = value
        else:
            data[name] = value
    return data
