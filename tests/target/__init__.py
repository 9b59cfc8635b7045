"""The tests of targets."""
