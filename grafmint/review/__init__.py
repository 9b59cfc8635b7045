"""Review: two revisions side by side, for people who have to judge the change."""

from grafmint.review.review import PartChange, QueryChange, ResourceChange, Review, Same

__all__ = ["PartChange", "QueryChange", "ResourceChange", "Review", "Same"]
