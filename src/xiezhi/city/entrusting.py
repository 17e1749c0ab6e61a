"""What the chiefs of the city entrust to their prosecutors, as a power list would."""

from datetime import date, timedelta

from xiezhi.city.offices import PROSECUTORS
from xiezhi.city.staff import Staff
from xiezhi.organs.actions.delegate import delegate
from xiezhi.organs.roles import DelegationKind

ENTRUSTED = {
    "01": ("criminal.arrest.approve", "criminal.arrest.refuse_no_danger"),
    "02": ("criminal.prosecution.prosecute", "criminal.prosecution.return"),
}


def entrust(staff: Staff, from_on: date, today: date) -> None:
    """Let the prosecutors of the criminal departments decide what a chief may entrust."""
    until_on = today + timedelta(days=365)
    for department, matters in ENTRUSTED.items():
        assert department in PROSECUTORS
        for prosecutor in staff.prosecutors(department):
            delegate(
                staff.chief,
                prosecutor,
                DelegationKind.MATTER,
                from_on=from_on,
                until_on=until_on,
                matters=matters,
            )
