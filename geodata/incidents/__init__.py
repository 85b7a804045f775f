"""Reports of one happening, put together: deterministic, in any order, and with the reasons."""

from geodata.incidents.explaining import explain, find_disagreements
from geodata.incidents.grouping import find_incidents
from geodata.incidents.merging import find_changes
from geodata.incidents.reports import ROW_COLUMNS, Report, from_event, from_row, initiators_text

__all__ = [
    "ROW_COLUMNS", "Report",
    "explain", "find_changes", "find_disagreements", "find_incidents", "from_event", "from_row",
    "initiators_text",
]  # fmt: skip
