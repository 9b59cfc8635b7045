"""Accept: which values a field takes, read from its annotation, and what is said of one that it does not take."""

from grafmint.model.accept.acceptance import Acceptance, accepts
from grafmint.model.accept.members import of_class
from grafmint.model.accept.mistake import culprit, explain
from grafmint.model.accept.number import Bounds
from grafmint.model.accept.secrets import hides

__all__ = ["Acceptance", "Bounds", "accepts", "culprit", "explain", "hides", "of_class"]
