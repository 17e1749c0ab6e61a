"""Chains: one for each procuratorate, and one for a workstation that has none set up yet."""

from xiezhi.organs.selectors import procuratorate_exists

LOCAL = "local"


def may_begin(chain: str) -> bool:
    """Say whether a chain of this name may be begun."""
    return chain == LOCAL or procuratorate_exists(chain)
