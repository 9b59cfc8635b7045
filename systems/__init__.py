"""The reference systems: one module of values each."""
