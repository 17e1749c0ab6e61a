"""Tables of documents: the document with its values, its services and its replies."""

from .document import Document
from .service import Reply, Service

__all__ = ["Document", "Reply", "Service"]
