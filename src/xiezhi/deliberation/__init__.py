"""The room `deliberation`."""
