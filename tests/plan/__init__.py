"""The tests of plans."""
