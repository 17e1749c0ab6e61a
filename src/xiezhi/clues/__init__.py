"""The room `clues`."""
