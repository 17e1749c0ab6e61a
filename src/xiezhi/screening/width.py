"""Full-width characters, which Chinese forms are full of."""

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """Full-width letters, digits and signs become half-width."""
    return text if text.isascii() else text.translate(_WIDE)
