"""The life of supervision models: drafts, trials, adoption, local values, packages."""
