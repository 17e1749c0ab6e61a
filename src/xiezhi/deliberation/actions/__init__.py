"""One lawful write a file: authorise, change, record, in one transaction."""
