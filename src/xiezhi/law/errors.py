"""Errors of the law kernel: each names the place, what is wrong and the cure, in Chinese."""


class LawError(ValueError):
    """A rule, a fact or a request that cannot be used.

    ``place`` says where (a file, a field, an option), ``problem`` what is wrong with which value,
    ``cure`` what to do about it. ``str()`` joins the three for a clerk.
    """

    def __init__(self, place: str, problem: str, cure: str) -> None:
        super().__init__(f"{place}：{problem}。{cure}")
        self.place = place
        self.problem = problem
        self.cure = cure


class PackError(LawError):
    """A rule file that does not load or contradicts another."""


class PeriodError(LawError):
    """A clock that cannot be computed from what was given."""
