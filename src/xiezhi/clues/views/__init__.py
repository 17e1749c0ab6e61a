"""Thin views of clues, models and data."""
