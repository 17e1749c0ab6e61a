"""Grammar of criminal judgments: one module per field family, ``record`` puts them together."""
