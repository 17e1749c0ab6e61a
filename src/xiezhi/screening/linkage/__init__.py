"""Linkage: which records of several tables are of one person, or of one unit.

    links = propose(records, "person", use="clue_evidence")
    links.certain, links.to_decide, links.groups     # Arrow tables
    links.explain(left, right)                       # side by side, weights in bits

A valid number decides first; otherwise Splink weighs name, birth date, sex, place, telephone and
a mistyped number. The weights (``subjects/``) and thresholds per use (``uses.yaml``) are data.
What is not certain for a use is for a person; agreeing on a name alone is never a link.
"""

from xiezhi.screening.linkage.keeping import Linking, is_fresh, link
from xiezhi.screening.linkage.kept import Decision
from xiezhi.screening.linkage.linking import propose
from xiezhi.screening.linkage.links import Explanation, Links, Part
from xiezhi.screening.linkage.mentions import SubjectName, mention_of
from xiezhi.screening.linkage.pending import Pending, pending
from xiezhi.screening.linkage.subject import Subject, load_subject
from xiezhi.screening.linkage.uses import Use, load_uses

__all__ = [
    "Decision",
    "Explanation",
    "Linking",
    "Links",
    "Part",
    "Pending",
    "Subject",
    "SubjectName",
    "Use",
    "is_fresh",
    "link",
    "load_subject",
    "load_uses",
    "mention_of",
    "pending",
    "propose",
]
