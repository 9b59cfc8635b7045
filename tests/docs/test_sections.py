"""docs/reference/sections.md has each section with its panels, and what these take."""

from tests.docs import section_panels
from tests.docs.generated import hold
from tests.docs.page import REFERENCE


def test_the_page_is_what_was_tried() -> None:
    """Numbers and alerts of each panel are those that it was built with, and no section is missing."""
    hold(REFERENCE / "sections.md", {"panels": section_panels.listed})
