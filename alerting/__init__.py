"""The alerts that boards carry, and where they go: shared by all systems."""
