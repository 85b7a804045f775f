"""Which type an event has: ACLED's decision rules, by what the triggers tell."""

from geodata.events.coding.deciding import Case, code_type, primary

__all__ = ["Case", "code_type", "primary"]
