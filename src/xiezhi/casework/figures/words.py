"""The names of acts, capacities and results as pages show them."""

from django.utils.translation import gettext_lazy as _

from xiezhi.law import Procedure
from xiezhi.organs.roles import Role

ACTS = {
    "accept": _("受理"),
    "refuse_acceptance": _("不予受理"),
    "assign": _("分案"),
    "reassign": _("变更承办人"),
    "join_member": _("加入办案组"),
    "assign_task": _("交办任务"),
    "assist_in_court": _("助理出庭辅助"),
    "recuse": _("回避"),
    "note_facts": _("登记事实"),
    "move": _("办理"),
    "opine": _("提出意见"),
    "hear_member": _("听取组员意见"),
    "review": _("审核"),
    "request_meeting": _("提请联席会议"),
    "hold_meeting": _("召开联席会议"),
    "decline_meeting": _("不召开联席会议"),
    "report": _("书面报告检察长"),
    "answer_report": _("答复执行报告"),
    "sign_record": _("签署会议记录"),
    "submit": _("报送"),
    "call_session": _("召集检察委员会会议"),
    "resolve": _("检察委员会决议"),
    "decide": _("决定"),
    "instruct": _("检察长指示"),
    "receive_order": _("收到上级决定"),
    "object": _("提出异议"),
    "answer_objection": _("答复异议"),
    "issue_document": _("签发文书"),
    "serve": _("送达"),
    "reply": _("登记回复"),
    "extend": _("延长期限"),
    "exclude": _("扣除期限"),
    "suspend": _("暂停期限"),
    "resume": _("恢复期限"),
    "close": _("办结"),
    "annotate": _("备注"),
}
REVIEWS = {
    "agree": _("同意"),
    "re_review": _("要求复核"),
    "supplement": _("要求补充"),
    "disagree": _("不同意，不改意见"),
}
LEVELS = {
    "prosecutor": _("检察官决定"),
    "chief": _("检察长决定"),
    "committee": _("检察委员会决定"),
}
TEAM = {"handler": _("承办检察官"), "lead": _("主办检察官"), "member": _("办案组成员")}
SUBMITTED = {"chief": _("检察长"), "committee": _("检察委员会"), "superior": _("上级检察院")}


def act_label(kind: str) -> str:
    """Return 决定 for decide; the kind itself when it has no name."""
    return str(ACTS.get(kind, kind))


def capacity_label(role: str) -> str:
    """Return 检察官 for prosecutor."""
    return str(TEAM.get(role) or dict(Role.choices).get(role, role))


def do_label(procedure: Procedure, do: str | None) -> str:
    """Return the procedure's own name of a move, else the id as it stands."""
    move = procedure.move(do) if do else None
    return move.label if move else (do or "")
