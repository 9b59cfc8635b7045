"""The boards of this project."""
