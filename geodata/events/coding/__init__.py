"""Which type an event has: ACLED's decision rules, by what the triggers tell."""

from geodata.events.coding.deciding import code_type, primary

__all__ = ["code_type", "primary"]
