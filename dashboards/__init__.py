"""Boards of the reference systems: functions of a system, the same for all of them."""
