"""The comment of a review: what a colleague reads in a minute, in Markdown for GitHub and GitLab."""

from grafmint.render.comment.document import LIMIT, comment
from grafmint.render.comment.images import Images, key
from grafmint.render.comment.text import marker

__all__ = ["LIMIT", "Images", "comment", "key", "marker"]
