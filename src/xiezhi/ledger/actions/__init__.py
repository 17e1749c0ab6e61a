"""The one write of the ledger: adding an entry."""
