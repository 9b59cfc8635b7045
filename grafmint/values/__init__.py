"""Plain data into the user's own classes: the values of an environment, the rows of a YAML file."""

from grafmint.values.builder import structure
from grafmint.values.rows import load

__all__ = ["load", "structure"]
