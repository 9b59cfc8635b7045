"""Check: what is wrong with built documents, ours or anybody's; each rule is a pure function."""

from grafmint.check.engine import check, size

__all__ = ["check", "size"]
