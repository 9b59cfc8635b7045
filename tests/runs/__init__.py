"""Tests of the runs that are kept, and of undoing them."""
