"""Permissions of folders: rows of role, team or user; the server knows teams and users by number, the code by name.

Source: https://grafana.com/docs/grafana/latest/developers/http_api/folder_permissions/
"""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from grafmint.bundle import Entry
from grafmint.errors import TargetError
from grafmint.target.server.api.folder import path_of
from grafmint.target.server.http.client import Http

Json = dict[str, Any]
_LEVELS = {"View": 1, "Edit": 2, "Admin": 4}
_NAMES = {number: name for name, number in _LEVELS.items()}
_SUBJECTS = ("role", "team", "user")
#: Admins may do everything anyway, and the server refuses to hear of them.
ALMIGHTY = "Admin"


@attrs.frozen
class Permissions:
    """Who may do what in the folders of one server."""

    http: Http
    _ids: dict[tuple[str, str], int] = attrs.field(factory=dict, init=False, repr=False)

    def form(self, rows: Iterable[Json]) -> list[Json]:
        """Rows in the one order and form in which they are compared."""
        said = [{key: row[key] for key in (*_SUBJECTS, "permission") if key in row} for row in rows]
        return sorted((row for row in said if row.get("role") != ALMIGHTY), key=lambda row: sorted(row.items()))

    def read(self, uid: str, wanted: Sequence[Json], *, exact: bool) -> list[Json]:
        """The folder's own rows; without `exact` only those of whom the code speaks."""
        spoken_of = {_subject(row) for row in wanted}
        rows = [row for row in map(_said, self._rows(uid)) if row is not None]
        return self.form(row for row in rows if exact or _subject(row) in spoken_of)

    def write(self, uid: str, wanted: Sequence[Json], *, exact: bool) -> None:
        """Give the rows; what others have stays unless `exact`. The server replaces the whole list at once."""
        spoken_of = {_subject(row) for row in wanted}
        others = () if exact else (row for row in self._rows(uid) if _subject(_said(row) or {}) not in spoken_of)
        items = [*map(self._item, self.form(wanted)), *map(sent_back, others)]
        self.http.send("POST", _path(uid), {"items": items})

    def unknown(self, wanted: Iterable[Json]) -> list[str]:
        """The teams and users that the server does not have, for people."""
        subjects = sorted({_subject(row) for row in wanted if "role" not in row})
        return [f"{what} {name!r}" for what, name in subjects if self._id(what, name) is None]

    def _item(self, row: Json) -> Json:
        what, name = _subject(row)
        level = _LEVELS[row["permission"]]
        if what == "role":
            return {"role": name, "permission": level}
        number = self._id(what, name)
        if number is None:
            raise TargetError(f"there is no {what} {name!r} in this Grafana", hint=f"make the {what} there first")
        return {f"{what}Id": number, "permission": level}

    def _id(self, what: str, name: str) -> int | None:
        if (what, name) not in self._ids:
            found = self._team(name) if what == "team" else self._user(name)
            if found is None:
                return None
            self._ids[what, name] = found
        return self._ids[what, name]

    def _team(self, name: str) -> int | None:
        teams = self.http.get("/api/teams/search", name=name).get("teams", ())
        return next((team["id"] for team in teams if team["name"] == name), None)

    def _user(self, login: str) -> int | None:
        users = self.http.get("/api/org/users/lookup", query=login)
        return next((user["userId"] for user in users if user["login"] == login), None)

    def _rows(self, uid: str) -> list[Json]:
        return [row for row in self.http.get(_path(uid)) if not row.get("inherited")]


def refuse_unknown(permissions: Permissions, folders: Iterable[Entry]) -> None:
    """Raise TargetError naming every team and user that a folder wants to give rights and the server does not have."""
    lacking = [
        f"folder {entry.uid!r} names the {subject}"
        for entry in folders
        if entry.kind == "folder"
        for subject in permissions.unknown(entry.json.get("permissions", ()))
    ]
    if lacking:
        raise TargetError(f"{', '.join(lacking)}: not in this Grafana", hint="make them there, or mend the name")


def _said(row: Json) -> Json | None:
    """A row of the server in the code's words, or None for what the code cannot say."""
    subject = {"role": row.get("role"), "team": row.get("team"), "user": row.get("userLogin")}
    named = {what: name for what, name in subject.items() if name}
    level = _NAMES.get(row["permission"])
    return {**named, "permission": level} if len(named) == 1 and level is not None else None


def sent_back(row: Json) -> Json:
    """A row of the server as it takes it."""
    subject = next(({key: row[key]} for key in ("role", "teamId", "userId") if row.get(key)), {})
    return {**subject, "permission": row["permission"]}


def _subject(row: Json) -> tuple[str, str]:
    return next(((what, row[what]) for what in _SUBJECTS if what in row), ("", ""))


def _path(uid: str) -> str:
    return f"{path_of(uid)}/permissions"
