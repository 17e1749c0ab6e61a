"""Who answers for a decision that proved wrong: proposals by rows, never a determination.

Takes the trail of a decision and what people found, and says per person which rows of the tables
hold, which do not and for want of which condition (意见 25 - 37).
"""

from xiezhi.law.liability.findings import Finding, problems_of
from xiezhi.law.liability.proposals import Proposal, RowResult, assess, propose
from xiezhi.law.liability.rules import EXEMPTIONS, GROSS, Rules, rules_of
from xiezhi.law.liability.tables import KINDS, LIABLE, LiabilityTable, Question, Row
from xiezhi.law.liability.trails import Trail, TrailPart, objection_facts, trail_of

__all__ = [
    "EXEMPTIONS",
    "GROSS",
    "KINDS",
    "LIABLE",
    "Finding",
    "LiabilityTable",
    "Proposal",
    "Question",
    "Row",
    "RowResult",
    "Rules",
    "Trail",
    "TrailPart",
    "assess",
    "objection_facts",
    "problems_of",
    "propose",
    "rules_of",
    "trail_of",
]
