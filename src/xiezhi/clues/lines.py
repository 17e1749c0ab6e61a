"""Business lines of models and clues, and the function of the department that handles each."""

from xiezhi.organs.roles import Function

LINES = {
    "criminal": "刑事检察",
    "execution": "刑事执行检察",
    "civil": "民事检察",
    "administrative": "行政检察",
    "public_interest": "公益诉讼检察",
    "juvenile": "未成年人检察",
    "petition": "控告申诉检察",
    "investigation": "检察侦查",
}
HANDLED_BY = {
    "criminal": Function.CRIMINAL_PROSECUTION,
    "execution": Function.CRIMINAL_EXECUTION,
    "civil": Function.CIVIL,
    "administrative": Function.ADMINISTRATIVE,
    "public_interest": Function.PUBLIC_INTEREST,
    "juvenile": Function.JUVENILE,
    "petition": Function.PETITION,
    "investigation": Function.INVESTIGATION,
}


def lines_of(function: str) -> tuple[str, ...]:
    """Return the lines that departments of a function handle."""
    return tuple(line for line, handled in HANDLED_BY.items() if handled == function)
