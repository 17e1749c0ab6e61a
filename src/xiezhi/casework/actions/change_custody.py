"""Register a change of the compulsory measure on a party 强制措施的变更."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Party, Proceeding
from xiezhi.casework.rules import refused


def change_custody(
    person: Any,
    proceeding_id: UUID,
    party: str,
    custody: str,
    source: str,
    *,
    place: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    at: datetime | None = None,
) -> Proceeding:
    """Note that party `party` is now in_custody, on bail, under residential_surveillance or free.

    The clocks are reckoned anew, and the party's own particulars follow the act. `source` is the
    document that proves it.

    Raises:
        Refused: 403 not for this person; 409 without a source, or for an unknown measure.
    """
    if custody not in Party.Custody.values:
        raise refused("party.custody", custody)
    measure = {"custody": custody, "place": place, "from_on": from_on, "until_on": until_on}
    data = {
        "facts": {"in_custody": custody == Party.Custody.IN_CUSTODY, "measure": measure},
        "source": source,
        "subject": party,
    }
    return perform(person, proceeding_id, "note_facts", data, at=at)
