"""The datasources of this project."""
