"""Secret: the name of something that must stand in no file and no output."""

import re
from typing import ClassVar, NoReturn

from grafmint.errors import ModelError
from grafmint.model.base import Model, frozen

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@frozen(kw_only=True)
class Secret(Model):
    """What is needed, by its logical name; the environment says where it comes from.

    It has no value here: a text made from it raises ModelError.
    """

    secret: ClassVar[bool] = True

    name: str

    def _validate(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ModelError(
                f"Secret: the name {self.name!r} cannot be a variable of the server's environment",
                hint="letters, digits and _ only, not beginning with a digit",
            )

    def __repr__(self) -> str:
        return f"Secret({self.name!r})"

    def __str__(self) -> NoReturn:
        raise ModelError(f"Secret {self.name!r} cannot be written into a text", hint="pass the Secret itself")

    def __format__(self, format_spec: str) -> NoReturn:
        str(self)
        raise AssertionError
