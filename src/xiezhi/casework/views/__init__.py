"""Thin views: read or perform through access, selectors and actions, then render."""
