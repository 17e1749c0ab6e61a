"""Thin views of the three rules: ask the form or the selector, let the action decide."""
