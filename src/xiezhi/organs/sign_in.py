"""Signing in: by staff code and password, with no permission of its own."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from xiezhi.organs.models import Person


class PersonBackend(BaseBackend):
    """Knows who a person is; what they may do is decided by each room's `access`."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None
    ) -> Person | None:
        """Return the active person; an unknown code costs as much time as a wrong password."""
        del request
        if username is None or password is None:
            return None
        person = Person.objects.filter(code=username).first()
        if person is None:
            Person().set_password(password)
            return None
        return person if person.is_active and person.check_password(password) else None

    def get_user(self, user_id: int) -> Person | None:
        """Return the person of a session while they are in office."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
