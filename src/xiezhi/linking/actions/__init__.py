"""The lawful writes of linking, one file a verb."""
