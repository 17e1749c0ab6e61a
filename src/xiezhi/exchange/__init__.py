"""The room `exchange`."""
