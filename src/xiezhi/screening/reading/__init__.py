"""Files into sheets of cells, whatever the format and encoding."""

from xiezhi.screening.reading.files import open_sheets
from xiezhi.screening.reading.sheet import Sheet

__all__ = ["Sheet", "open_sheets"]
