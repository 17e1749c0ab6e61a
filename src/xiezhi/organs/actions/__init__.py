"""The lawful changes of the office: authorise, change, tell the ledger, in one transaction."""
