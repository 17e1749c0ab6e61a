"""司法责任追究: from a clue through the case and the person to handling, review and appeal."""
