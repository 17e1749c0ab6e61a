"""The lawful writes of process monitoring."""
