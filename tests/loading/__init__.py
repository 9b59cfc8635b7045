"""The tests of loading a project."""
