"""Tests of what an upgrade breaks."""
