"""Forms made from what an offer asks for: why a field is required, where its value comes from."""

from .act_form import ActForm, Filled

__all__ = ["ActForm", "Filled"]
