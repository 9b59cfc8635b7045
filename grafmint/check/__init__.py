"""Check: what is wrong with built documents, ours or anybody's; each rule is a pure function."""

from grafmint.check.engine import check
from grafmint.check.size import Size, size

__all__ = ["Size", "check", "size"]
