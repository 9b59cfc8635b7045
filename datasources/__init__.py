"""Datasources of the reference systems."""
