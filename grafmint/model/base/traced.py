"""Traced: a value that remembers where it was written."""

from typing import ClassVar

from grafmint.model.base.model import Model, remember
from grafmint.origin import Origin, capture


class Traced(Model):
    """A value that remembers where it was written."""

    __slots__ = ("_origin",)

    #: Whether it stands for itself on a server, so that who asked for it is worth knowing.
    is_resource: ClassVar[bool] = False

    _origin: Origin | None

    def _made(self) -> None:
        remember(self, "_origin", capture(3, outermost=self.is_resource, cls=self.__class__))
        self._validate()

    @property
    def origin(self) -> Origin | None:
        """The call that made it; None when no frame of the user's code made it."""
        return self._origin
