"""Secret: the name of something that must stand in no file and no output."""

from typing import ClassVar, NoReturn

from grafmint.errors import ModelError
from grafmint.model.base import Model, frozen


@frozen(kw_only=True)
class Secret(Model):
    """What is needed, by its logical name; the environment says where it comes from.

    It has no value here: a text made from it raises ModelError.
    """

    secret: ClassVar[bool] = True

    name: str

    def __repr__(self) -> str:
        return f"Secret({self.name!r})"

    def __str__(self) -> NoReturn:
        raise ModelError(f"Secret {self.name!r} cannot be written into a text", hint="pass the Secret itself")

    def __format__(self, format_spec: str) -> NoReturn:
        str(self)
        raise AssertionError
