"""Folder: where dashboards live and who may see them.

Source: https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal, Self, TypeAlias

import attrs

from grafmint._unset import Unset
from grafmint.errors import ModelError
from grafmint.model.base import Model, Traced, field, frozen, many, unwritten
from grafmint.model.uid import check_former, check_uid


@frozen(kw_only=True)
class Permission(Model):
    """What a role, a team or a user may do in a folder; exactly one of the three is named.

    `team` is the team's name, `user` the login.
    """

    permission: Literal["View", "Edit", "Admin"]
    role: Literal["Viewer", "Editor", "Admin"] | Unset = field()
    team: str | Unset = field()
    user: str | Unset = field()

    def _validate(self) -> None:
        named = [name for name in ("role", "team", "user") if not isinstance(getattr(self, name), Unset)]
        if len(named) != 1:
            raise ModelError("Permission needs a role, a team or a user", hint="write exactly one of them")


def _permissions(value: Permission | Iterable[Permission]) -> tuple[Permission, ...]:
    return many(value)


# A folder's parent is a folder: type checkers want its name, which a class has not while it is made.
if TYPE_CHECKING:
    Parent: TypeAlias = "Folder"
else:
    Parent = Self


@frozen(kw_only=True)
class Folder(Traced):
    """A folder; `parent` nests it, `permissions` left out leaves them as they are on the server.

    What others have there stays beside the `permissions`, unless `exact_permissions` makes them all there are.
    `renamed_from` is the uid it had before, whose contents it takes over.
    """

    is_resource: ClassVar[bool] = True

    uid: str
    title: str
    parent: Parent | Unset = unwritten()
    permissions: tuple[Permission, ...] = attrs.field(default=(), converter=_permissions)
    exact_permissions: bool | Unset = field()
    renamed_from: str | Unset = unwritten()

    def _validate(self) -> None:
        check_uid("Folder", self.uid)
        check_former(f"Folder {self.uid!r}", self.uid, self.renamed_from)
        for name, text in (("uid", self.uid), ("title", self.title.strip())):
            if text.casefold() == "general":
                message = f"Folder: the {name} {text!r} is Grafana's own"
                raise ModelError(message, hint="leave folder=… out for the top level")
        if self.exact_permissions is True and not self.permissions:
            raise ModelError(
                f"Folder {self.uid!r}: exact_permissions without permissions would lock everybody but admins out",
                hint="write permissions=[…] beside it",
            )

    @property
    def ancestry(self) -> "Iterator[Folder]":
        """The folder itself, its parent, and so on to the top."""
        folder: Folder | Unset = self
        while not isinstance(folder, Unset):
            yield folder
            folder = folder.parent
