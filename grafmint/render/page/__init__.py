"""Pages: a review or a build as one HTML file that loads nothing, runs nothing, and tells nobody who reads it."""

from grafmint.render.page.document import policy
from grafmint.render.page.preview import Preview, building_page, preview_page
from grafmint.render.page.review import review_page

__all__ = ["Preview", "building_page", "policy", "preview_page", "review_page"]
