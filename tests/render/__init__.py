"""The tests of what is shown."""
