"""The variables, one kind a file."""
