"""The reference systems: one package of values each."""
