"""The lawful writes of accountability."""
