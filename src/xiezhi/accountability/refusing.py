"""The refusals of this room."""

from pathlib import Path

from xiezhi.casework.rules import RuleBook

BOOK = RuleBook(Path(__file__).with_name("rules.yaml"))
refused = BOOK.refused
