"""The tests of charts."""
