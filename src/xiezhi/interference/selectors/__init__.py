"""Typed reads of the three rules; every one asks ``access`` first."""
