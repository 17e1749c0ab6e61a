"""Tables of deliberation: what was said, reviewed, voted and decided, as projected from acts."""

from .decision import CommitteeSession, Decision, Objection, ObjectionReply
from .meeting import JointMeeting, MeetingSignature
from .opinion import Instruction, MemberOpinion, Opinion, Review, Submission

__all__ = [
    "CommitteeSession",
    "Decision",
    "Instruction",
    "JointMeeting",
    "MeetingSignature",
    "MemberOpinion",
    "Objection",
    "ObjectionReply",
    "Opinion",
    "Review",
    "Submission",
]
