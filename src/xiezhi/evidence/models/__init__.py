"""Tables of the dossier: texts, evidence, facts and what proves them, and the search index."""

from .item import EvidenceItem
from .proof import Fact, ProofLink
from .search import SearchPage
from .text import Text

__all__ = ["EvidenceItem", "Fact", "ProofLink", "SearchPage", "Text"]
