"""The lawful writes of the clue repository, one file a verb."""
