"""What the city's people did with the first clues: some verified, some rejected with a reason."""

from random import Random

from xiezhi.city.staff import Staff
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.establish_clue import establish_clue
from xiezhi.clues.actions.file_clue import file_clue
from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.verify_clue import verify_clue
from xiezhi.clues.selectors import clue_board
from xiezhi.modelling.library import models
from xiezhi.organs.roles import Role

WORKED = 12  # of the open clues; the rest wait on the board


def settle_clues(staff: Staff, draw: Random) -> None:
    """Assign, verify and settle a dozen clues; one becomes a supervision matter."""
    analyst = staff.with_role(Role.ANALYST)[0]
    resident = staff.with_role(Role.RESIDENT_PROSECUTOR)[0]
    board = clue_board(analyst, state="open")
    for number, line in enumerate(board.lines[::3][:WORKED]):
        assign_clue(analyst, line.id, resident.code)
        if number % 4 == 3:
            reject_clue(
                resident, line.id, draw.choice(("A1", "A3", "B1")), "核对原始文书后不成立。"
            )
            continue
        for step in range(1, len(models()[line.model].check_by) + 1):
            text = "已调取原件核对，与数据一致。"
            verify_clue(resident, line.id, step, "confirms", text)
        establish_clue(resident, line.id, "各项核实均印证。")
        if number == 0:
            file_clue(staff.manager, line.id)
