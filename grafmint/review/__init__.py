"""Review: two revisions side by side, for people who have to judge the change."""

from grafmint.review.review import AlertChange, Firings, PartChange, QueryChange, ResourceChange, Review, Same

__all__ = ["AlertChange", "Firings", "PartChange", "QueryChange", "ResourceChange", "Review", "Same"]
