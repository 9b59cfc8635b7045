"""The tests of formats."""
