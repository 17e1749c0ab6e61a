"""Signatures of messages and receipts: HMAC-SHA-256 over the time and the bytes."""

import hashlib
import hmac

from xiezhi.exchange.agencies import Agency

WINDOW = 300  # seconds by which the sender's clock may differ; later copies are not taken


def signature(agency: Agency, timestamp: str, content: bytes) -> str:
    """Return the hex signature of bytes sent at a Unix time, given as text."""
    signed = timestamp.encode() + b"\n" + content
    return hmac.new(agency.secret.encode(), signed, hashlib.sha256).hexdigest()


def is_genuine(agency: Agency, timestamp: str, content: bytes, given: str, now: float) -> bool:
    """Tell whether the signature fits and the time is near `now` (Unix seconds)."""
    if not (timestamp.isascii() and timestamp.isdigit()):
        return False
    fits = hmac.compare_digest(signature(agency, timestamp, content).encode(), given.encode())
    return fits and abs(now - int(timestamp)) <= WINDOW
