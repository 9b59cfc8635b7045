"""The tests of pictures."""
