"""Labels and form fields of the kinds of act that every procedure shares."""

from __future__ import annotations

from xiezhi.law.fields import FieldSpec

LABELS = {
    "accept": "受理",
    "refuse_acceptance": "不予受理",
    "assign": "分案",
    "reassign": "重新分案",
    "join_member": "编入办案人员",
    "assign_task": "交办任务",
    "assist_in_court": "登记检察官助理出庭辅助",
    "recuse": "决定回避",
    "note_facts": "登记、更正案件事实",
    "hear_member": "记录办案组检察官意见",
    "review": "审核",
    "request_meeting": "提请召开联席会议",
    "hold_meeting": "召开检察官联席会议",
    "decline_meeting": "不召开联席会议",
    "report": "书面报告检察长",
    "answer_report": "答复执行报告",
    "sign_record": "在联席会议记录上签名",
    "call_session": "召集检察委员会会议",
    "resolve": "记录检察委员会决定",
    "disagree": "不同意检察委员会多数意见，报请上级决定",
    "instruct": "检察长审核：提出要求",
    "receive_order": "登记上级批复、指令",
    "object": "对决定提出异议",
    "answer_objection": "答复异议",
    "issue_document": "签发文书",
    "serve": "送达",
    "reply": "登记回复",
    "exclude": "扣除期限",
    "suspend": "中止期限",
    "resume": "恢复期限",
    "close": "办结",
    "annotate": "批注",
}


# the documents a procedure may name, by template directory
PAPERS = {
    "arrest_approval": "批准逮捕决定书",
    "arrest_refusal": "不批准逮捕决定书",
    "continued_investigation_outline": "继续侦查提纲",
    "supplementary_investigation_outline": "补充侦查提纲",
    "indictment": "起诉书",
    "non_prosecution_decision": "不起诉决定书",
    "correction_notice": "纠正违法通知书",
    "procuratorial_suggestion": "检察建议书",
    "procuratorial_opinion": "检察意见书",
    "filing_reasons_demand": "要求说明理由通知书",
    "filing_order": "通知立案书",
    "withdrawal_order": "通知撤销案件书",
    "review_report": "审查报告",
    "verification_report": "监督事项审查报告",
    "process_monitoring_notice": "流程监控通知书",
    "protest": "抗诉书",
    "reconsideration_decision": "复议决定书",
    "review_decision": "复核决定书",
    "custody_change_suggestion": "变更强制措施建议书",
    "custody_extension_approval": "批准延长侦查羁押期限决定书",
    "custody_extension_denial": "不批准延长侦查羁押期限决定书",
}


def _must(name: str, label: str, kind: str, why: str, **choices: str) -> FieldSpec:
    return FieldSpec(name, label, kind, True, why, tuple(choices.items()))


def _may(name: str, label: str, kind: str, **choices: str) -> FieldSpec:
    return FieldSpec(name, label, kind, choices=tuple(choices.items()))


FORMS: dict[str, tuple[FieldSpec, ...]] = {
    "accept": (
        _must("received_on", "收到日期", "date", "办案期限自收到之日起计算"),
        _may("parties", "当事人", "parties"),
    ),
    "refuse_acceptance": (_must("reasons", "不予受理的理由", "longtext", "移送单位据此补送"),),
    "assign": (
        _must(
            "method", "分案方式", "choice", "随机为主、指定为辅",
            random="随机", designated="指定",
        ),
        _must("handler", "承办检察官", "person", "每件案件都要有对办案负责的检察官"),
        _may("members", "办案组成员", "persons"),
        _may("lead", "主办检察官", "person"),
        _may("reason", "指定的理由", "text"),
        _may("approver", "批准人", "person"),
    ),
    "join_member": (
        _must("person", "人员", "person", "写明是谁"),
        _must(
            "role", "角色", "choice", "角色不同，可以办理的事项不同",
            prosecutor="检察官", assistant="检察官助理", clerk="书记员", technician="检察技术人员",
        ),
    ),
    "assign_task": (
        _must("person", "人员", "person", "本件的办案人员"),
        _must("what", "任务", "longtext", "写明交办什么"),
        _may("item", "职责清单的项（如 17.7）", "text"),
        _may("with", "配合谁", "person"),
        _may("stage", "检察官助理的阶段", "choice", high="高阶段"),
        _may("qualification", "资格（检察技术人员）", "text"),
    ),
    "assist_in_court": (
        _must(
            "part", "辅助的内容", "choice", "只能辅助这三项",
            evidence="举证质证", opinion="补充发表出庭意见", debate="参与法庭辩论",
        ),
        _must(
            "prosecutor_spoke", "检察官已就主要事实和法律问题发言", "bool",
            "应当在检察官发言之后",
        ),
        _may("content", "内容", "longtext"),
    ),
    "recuse": (
        _must("person", "回避的人员", "person", "写明是谁"),
        _may("ground", "法定情形", "choice"),
        _may(
            "prior_acts", "回避前所办事项的效力", "choice",
            valid="有效", invalid="无效，重新办理",
        ),
        _must("reason", "回避理由", "longtext", "回避决定应当写明法定情形"),
    ),
    "note_facts": (_must("source", "来源或者理由", "text", "改变事实会改变期限和决定权限"),),
    "opine": (
        _must("reasons", "处理意见的理由", "longtext", "决定的人和查究责任的人都要看到理由"),
    ),
    "decide": (_may("reasons", "决定理由", "longtext"),),
    "hear_member": (
        _must("person", "检察官", "person", "逐人听取"),
        _must("opinion", "意见", "longtext", "不同意见应当记录在案"),
    ),
    "review": (
        _must(
            "result", "审核结果", "choice", "只能要求重新审查或者补充，不能改变检察官意见",
            agree="同意", re_review="要求重新审查", supplement="要求补充材料", disagree="不同意",
        ),
        _may("remark", "审核意见", "longtext"),
    ),
    "request_meeting": (_may("question", "提请讨论的问题", "longtext"),),
    "hold_meeting": (
        _must("opinions", "参会检察官及其意见", "persons", "逐人全面记录，多数意见据此计算"),
        _must("record", "会议记录", "longtext", "讨论情况和意见应当全面记录"),
    ),
    "decline_meeting": (_must("reasons", "不召开的理由", "longtext", "不召开的应当说明理由"),),
    "report": (
        _must(
            "ground", "事由", "choice", "事由不同，是否暂停执行不同",
            asked="检察长要求报告或者说明", special_reason="因特殊原因无法及时执行",
            new_facts="执行完毕前出现新情况",
        ),
        _must("content", "报告内容", "longtext", "应当书面报告检察长"),
    ),
    "answer_report": (
        _must(
            "reply", "答复", "choice", "答复以前暂停执行",
            new_session="重新提请检察委员会讨论", **{"continue": "继续执行"},
        ),
    ),
    "sign_record": (_may("refused", "拒签理由（记明他人拒签时填写）", "text"),),
    "call_session": (
        _must("held_on", "开会日期", "date", "委员据此准备"),
        _must("materials_sent_on", "材料分送日期", "date", "会议通知、议程和材料应当事先分送"),
        _may("agenda", "议程", "longtext"),
        _may("urgent", "材料没有提前分送的特殊情况", "text"),
    ),
    "resolve": (
        _must("do", "决定", "choice", "按全体委员过半数的意见"),
        _must("roster", "委员名单", "persons", "人数和过半数以名单为准"),
        _must("present", "出席委员", "persons", "过半数出席方可开会"),
        _must("votes", "各委员表决意见", "persons", "委员对本人的意见和表决负责"),
    ),
    "disagree": (_must("reasons", "不同意的理由", "longtext", "上一级人民检察院据此决定"),),
    "instruct": (
        _must(
            "what", "要求", "choice", "检察长审核案件可以提出的要求",
            re_review="重新审查", to_committee="提请检察委员会",
            report="报告情况", explain="作出说明",
        ),
        _may("due_on", "期限", "date"),
        _may("trigger", "要求说明的情形", "choice"),
        _may("reason", "理由", "text"),
    ),
    "receive_order": (
        _must(
            "kind", "种类", "choice", "种类不同，效力不同",
            approve="批准", refuse="不批准", correct="指令纠正", revoke="撤销", change="变更",
            decide="决定（检察长不同意检察委员会多数意见的）",
        ),
        _must("from", "作出的人民检察院", "text", "指令须有来源"),
        _must(
            "decided_by", "决定者", "choice", "应当由检察长或者检察委员会决定",
            chief="检察长", committee="检察委员会",
        ),
        _must("in_unit_name", "以院名义作出", "bool", "应当以人民检察院的名义作出"),
        _must("received_on", "收到日期", "date", "执行指令自收到之日起"),
        _may("do", "变更后的决定", "choice"),
        _may("parts_changed", "改变的部分", "text"),
    ),
    "object": (_must("reasons", "异议的理由", "longtext", "检察长据此答复"),),
    "answer_objection": (
        _must(
            "reply", "答复", "choice", "答复之前不得执行",
            change="改变决定", maintain="不改变决定", execute_now="要求立即执行",
        ),
        _may("reasons", "理由", "longtext"),
    ),
    "issue_document": (_must("number", "文号", "text", "有法律效力的文书须有文号"),),
    "serve": (
        _must("to", "受送达人", "text", "送达要写明送给谁"),
        _must(
            "mode", "送达方式", "choice", "送达方式决定以什么证明送达",
            direct="直接送达", electronic="电子送达", mail="邮寄送达",
            left="留置送达", entrust="委托送达",
        ),
        _must("proof", "送达凭证", "text", "没有凭证不能证明期限起算"),
        _must("served_on", "送达日期", "date", "答复、复议等期限自送达之日起算"),
    ),
    "reply": (
        _must("received_on", "收到日期", "date", "回复是否逾期以收到日期为准"),
        _must("content", "回复内容", "longtext", "写明采纳与否、整改情况或者不采纳的理由"),
        _must("accepted", "是否认可", "bool", "收到回复不等于纠正，须审查后认定"),
        _may("proof", "整改凭证", "text"),
    ),
    "exclude": (
        _must("from", "开始日", "date", "扣除期间必须有据可查"),
        _must("until", "截止日（不含）", "date", "扣除期间必须有据可查"),
        _must("ground", "扣除理由", "text", "写明依法不计入期限的事由和文书"),
    ),
    "suspend": (
        _must("from", "中止之日", "date", "自该日起不再计算"),
        _must("ground", "中止理由", "text", "写明依法中止的事由和文书"),
    ),
    "resume": (_must("on", "恢复之日", "date", "自该日起继续计算"),),
    "close": (_must("reason", "结案方式", "text", "写明结案的方式和结果"),),
    "annotate": (_must("text", "批注", "longtext", "空的批注没有意义"),),
}  # fmt: skip
FORMS["reassign"] = FORMS["assign"]
