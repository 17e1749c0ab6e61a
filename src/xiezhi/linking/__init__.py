"""The room `linking`: records of one subject, and what persons decide of them."""
