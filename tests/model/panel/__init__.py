"""Tests of the panel kinds."""
