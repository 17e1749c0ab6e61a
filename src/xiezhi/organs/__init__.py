"""The room `organs`."""
