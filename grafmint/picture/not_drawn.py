"""NotDrawn: what a picture would have to show and cannot."""

from grafmint.errors import GrafmintError


class NotDrawn(GrafmintError):  # noqa: N818  # it says what happened to a panel; nothing is wrong with it
    """A panel asks for something that no picture is drawn of; an approximation would mislead."""
