"""What the ledger refuses, in words a clerk understands."""


class LedgerError(ValueError):
    """An entry that cannot be written or a file that cannot be read; the message is Chinese."""
