"""Who may read and act in deliberation: whoever may in the proceeding.

The internal volume (opinions, meetings, votes) is for staff who may see the proceeding; the open
side never reads this room.
"""

from xiezhi.casework.access import may_see, must_see, visible_proceedings

__all__ = ["may_see", "must_see", "visible_proceedings"]
