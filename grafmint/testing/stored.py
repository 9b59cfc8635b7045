"""What the double stores: dashboards and folders with their history, library panels, datasources, teams, accounts."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import uuid4

import attrs
import orjson

from grafmint.check.slug import slug

Json = dict[str, Any]
Role = Literal["Admin", "Editor", "Viewer"]
ROLES: tuple[Role, ...] = ("Admin", "Editor", "Viewer")

#: What is written through /api is stored as the oldest version of the resource API.
LEGACY = "v0alpha1"
VIEW, EDIT, ADMIN = 1, 2, 4
LEVELS = {VIEW: "View", EDIT: "Edit", ADMIN: "Admin"}


def now() -> str:
    """The time as Grafana writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def encode(value: Any) -> bytes:
    """JSON with its keys sorted, as Grafana stores documents."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


@attrs.frozen(kw_only=True)
class Subject:
    """Who an item of permissions is for: exactly one of the three is said."""

    user_id: int = 0
    team_id: int = 0
    role: str = ""


@attrs.frozen(kw_only=True)
class Version:
    """One save: the document is what was stored by it, without an id when it was the first."""

    id: int
    number: int
    parent: int
    message: str
    created: str
    created_by: int
    data: bytes
    revision: int = 0
    annotations: Mapping[str, str] = attrs.field(factory=dict)
    folder_id: int = 0
    stored_as: str = LEGACY


@attrs.define(kw_only=True, eq=False)
class Stored:
    """A dashboard or a folder: Grafana 9 holds both in one table, with one counter of ids.

    What `/apis` shows of it besides is there on every release: `revision` is its resourceVersion, `stored_as` the
    version of the resource API that it was written through. `shows` are the ids of the library panels that it is
    connected with, and of these connections.
    """

    id: int
    uid: str
    title: str
    is_folder: bool
    folder_id: int = 0
    version: int = 0
    created: str = attrs.field(factory=now)
    created_by: int
    updated: str = ""
    updated_by: int = 0
    data: bytes = b"{}"
    tags: tuple[str, ...] = ()
    permissions: dict[Subject, int] = attrs.field(factory=dict)
    history: list[Version] = attrs.field(factory=list)
    external: str = ""
    uuid: str = attrs.field(factory=lambda: str(uuid4()))
    revision: int = 0
    annotations: Mapping[str, str] = attrs.field(factory=dict)
    stored_as: str = LEGACY
    shows: dict[int, int] = attrs.field(factory=dict)

    @property
    def slug(self) -> str:
        """What addresses and the comparison of titles have of it."""
        return slug(self.title)

    @property
    def path(self) -> str:
        """Its address below the server's."""
        return f"/dashboards/f/{self.uid}/{self.slug}" if self.is_folder else f"/d/{self.uid}/{self.slug}"


@attrs.define(kw_only=True, eq=False)
class Datasource:
    """A datasource; the secrets are here as they were sent."""

    id: int
    fields: Json
    secrets: dict[str, str]
    version: int = 1
    read_only: bool = False

    @property
    def uid(self) -> str:
        """Its uid, which a PUT may change."""
        uid: str = self.fields["uid"]
        return uid

    @property
    def name(self) -> str:
        """Its name, unique in the organisation."""
        name: str = self.fields["name"]
        return name


@attrs.frozen(kw_only=True)
class Element:
    """A panel of the library, and the uids that it had before: what shows it under one of those is still known."""

    id: int
    uid: str
    name: str
    folder_id: int
    model: Json
    was: tuple[str, ...] = ()
    version: int = 1
    created: str = attrs.field(factory=now)
    created_by: int
    updated: str = attrs.field(factory=now)
    updated_by: int


@attrs.frozen(kw_only=True)
class Team:
    """A team, with as many members as it was created by: one when that was a user."""

    id: int
    name: str
    email: str
    members: int


@attrs.frozen(kw_only=True)
class Account:
    """A user or a service account; `role` is None in an organisation that they do not belong to."""

    id: int
    login: str
    role: Role | None
    email: str = ""
    name: str = ""
    is_user: bool = True
    org: int = 1
    created: str = attrs.field(factory=now)
