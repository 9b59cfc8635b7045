"""The boards of this repository's own systems."""
