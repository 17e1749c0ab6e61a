"""The laws, rules and opinions that a rule file may cite."""

from xiezhi.law.validity import InForce, Rule


class Instrument(Rule):
    """One text of law: its full title, who issued it, when it is in force, the file of its text.

    ``text`` is the file's name within the folder of law texts; None when the text was never
    obtained, so that nothing citing it can count as checked.
    """

    title: str
    issuer: str
    in_force: InForce
    text: str | None = None
    replaces: str | None = None
