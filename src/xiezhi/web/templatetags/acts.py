"""`{% load acts %}`: the Chinese names of kinds of act and of capacities; versions of rules."""

from django import template

from xiezhi.accountability.steps import steps
from xiezhi.casework.figures.spoken import spoken
from xiezhi.casework.figures.words import act_label, capacity_label
from xiezhi.law.contents import shortened

register = template.Library()
ACCOUNTABILITY = {kind: step.label for kind, step in steps().items()} | {
    "add_breach_clue": "并入违反检察职责线索", "establish_committee": "设立惩戒委员会",
    "read_life_record": "查询个人履职记录",
}  # fmt: skip
# acts outside proceedings, recorded under subjects of their own
OTHERS = {
    "publish_seed": "公布分案种子", "add_evidence": "登记证据", "exclude_evidence": "排除证据",
    "readmit_evidence": "重新采纳证据", "state_fact": "登记待证事实", "link_proof": "登记证明关系",
    "appoint": "任职", "end_post": "免职", "delegate": "委托职权", "grant_leave": "登记离岗",
    "import": "导入数据", "run_model": "运行模型", "import_file": "导入数据",
    "undo_import": "撤销导入", "assign_clue": "分派线索", "verify_clue": "核实线索",
    "establish_clue": "认定线索成立", "reject_clue": "不成案", "merge_clue": "并入线索",
    "transfer_clue": "移送线索", "receive_clue": "签收线索", "take_over_clue": "接收线索",
    "file_clue": "立为监督事项", "release_run": "发布运行结果", "discard_run": "不发布运行结果",
    "cancel_run": "取消运行", "draft_document": "拟制文书", "revise_document": "修改文书",
    "keep_text": "保存文本", "establish": "设立机构", "receive_message": "收到来件",
    "accept_message": "受理来件", "refuse_message": "退回来件", "warn": "期限提示",
    "find": "监控发现", "tell": "告知接办人", "acknowledge": "已阅提示", "inspect": "督察调阅",
    "attempt": "记录被拒绝的操作", "begin_trial": "模型转入试用", "back_test": "回测模型",
    "lay_marks": "写下已知的情形",
    "apply_for_adoption": "申请采用模型", "review_model": "评审模型", "adopt_model": "采用模型",
    "retire_model": "模型退役", "set_local_value": "设定本地参数",
    "withdraw_local_value": "撤回本地参数", "install_model": "安装模型",
    "export_model": "导出模型", "trust_key": "信任公钥",
    "register_clue": "登记线索", "join_report": "来源并入", "take_up_clue": "初核取用",
    "screen_out_clue": "初核不取", "classify_clue": "限制知悉", "open_clue": "查阅线索",
    "split_clue": "分出线索", "split_off_clue": "由别的线索分出", "take_in_clue": "并来线索",
    "hand_over_clue": "移送其他部门", "answer_handover": "答复部门移送",
    "note_feedback": "登记反馈",
    **ACCOUNTABILITY,
}  # fmt: skip


@register.filter
def act(kind: str) -> str:
    """受理 for accept; the kind itself when it has no name."""
    return spoken(OTHERS.get(kind) or act_label(kind))


@register.filter
def capacity(role: str) -> str:
    """检察官 for prosecutor."""
    return capacity_label(role)


@register.filter
def brief(version: str) -> str:
    """2026.11.0+3f2a91c0 for a pack's version with forty digits; another version as it stands."""
    return shortened(version)
