"""The acts of every procuratorate: append-only, chained, checkable by anyone."""
