"""The lawful writes of the three rules, one file a verb: each only adds."""
