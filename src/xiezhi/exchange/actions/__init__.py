"""The lawful writes of the exchange."""
