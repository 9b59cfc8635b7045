"""Revisions: a project as it was at a commit, built beside the working tree."""

from grafmint.revision.revision import Revision

__all__ = ["Revision"]
