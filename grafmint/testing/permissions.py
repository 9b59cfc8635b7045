"""Permissions: who may do what to a folder or a dashboard."""

from collections.abc import Iterator

from grafmint.testing import folders, rights
from grafmint.testing.call import Call
from grafmint.testing.dashboards import wanted as wanted_dashboard
from grafmint.testing.reply import Reply, bad_request, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import LEVELS, ROLES, Json, Stored, Subject


@serves(
    "GET",
    "/api/folders/:uid/permissions",
    imitates=(
        "default permissions",
        "get permissions",
        "get team permission",
        "get empty permissions",
        "get user permission",
        "get duplicate permission",
        "get unknown level",
        "its permissions, token",
        "its permissions, reader",
        "permissions of missing folder",
        "permissions below a path",
    ),
)
def get_folder_permissions(call: Call) -> Reply:
    """The items of a folder: users, then teams, then roles; Grafana's own order is another on every server."""
    stored = folders.wanted(call, "folders.permissions:read")
    return reply(list(_items(call, stored)))


@serves(
    "GET",
    "/api/dashboards/uid/:uid/permissions",
    imitates=(
        "dashboard permissions",
        "dashboard permissions in folder",
        "dashboard permissions of missing",
        "dashboard permissions, reader",
        "permissions of a dashboard in General",
        "its own permissions below a path",
    ),
)
def get_dashboard_permissions(call: Call) -> Reply:
    """A dashboard's own items, without those of its folder."""
    rights.require(call, "dashboards.permissions:read")
    return reply(list(_items(call, wanted_dashboard(call))))


@serves(
    "POST",
    "/api/folders/:uid/permissions",
    imitates=(
        "set permissions",
        "team permission",
        "duplicate permission",
        "unknown permission level",
        "set permissions, reader",
        "user and role in one item",
        "user and team in one item",
        "no such team",
        "no such user",
        "no such role",
        "admin role",
        "permissions not JSON",
        "set permissions of missing folder",
    ),
)
def set_folder_permissions(call: Call) -> Reply:
    """Replace all items: of two for one subject the later counts, and one of an unknown level counts as none."""
    return _set(call, folders.wanted(call, "folders.permissions:write"))


@serves("POST", "/api/dashboards/uid/:uid/permissions", imitates=("permissions of one",))
def set_dashboard_permissions(call: Call) -> Reply:
    """The same of a dashboard's own."""
    rights.require(call, "dashboards.permissions:write")
    return _set(call, wanted_dashboard(call))


def _set(call: Call, stored: Stored) -> Reply:
    items = call.json().get("items")
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        raise bad_request()
    subjects = [_subject(call, each) for each in items]
    levels = {subject: item.get("permission") for subject, item in zip(subjects, items, strict=True)}
    stored.permissions = {subject: level for subject, level in levels.items() if level in LEVELS}
    return reply({"message": "Dashboard permissions updated"})


def _subject(call: Call, item: Json) -> Subject:
    user, team, role = item.get("userId") or 0, item.get("teamId") or 0, item.get("role") or ""
    if role and role not in ROLES:
        raise bad_request()
    # The two messages are the wrong way round in Grafana.
    if user and team:
        raise refused(400, "team and user permissions cannot have an associated role", traced=True)
    if (user or team) and role:
        raise refused(400, "permissions cannot have both a user and team", traced=True)
    if (user and user not in call.state.accounts) or (team and team not in call.state.teams):
        raise refused(500, "Failed to create permission", traced=True)
    return Subject(user_id=user, team_id=team, role=role)


def _items(call: Call, stored: Stored) -> Iterator[Json]:
    def order(subject: Subject) -> tuple[bool, bool, int, int, str]:
        is_team, is_role = bool(subject.team_id), bool(subject.role)
        return (is_role, is_team, subject.user_id, subject.team_id, subject.role)

    for subject in sorted(stored.permissions, key=order):
        yield _item(call, stored, subject, stored.permissions[subject])


def _ids(stored: Stored) -> Json:
    if stored.is_folder:
        return {"folderId": stored.id}
    return {"dashboardId": stored.id, **({"folderId": stored.folder_id} if stored.folder_id else {})}


def _item(call: Call, stored: Stored, subject: Subject, level: int) -> Json:
    user, team = call.state.accounts.get(subject.user_id), call.state.teams.get(subject.team_id)
    return {
        **_ids(stored),
        "created": stored.created,
        "updated": stored.updated,
        "userId": subject.user_id,
        "userLogin": user.login if user else "",
        "userEmail": user.email if user else "",
        "userAvatarUrl": "",
        "teamId": subject.team_id,
        "teamEmail": team.email if team else "",
        "teamAvatarUrl": "",
        "team": team.name if team else "",
        **({"role": subject.role} if subject.role else {}),
        "permission": level,
        "permissionName": LEVELS[level],
        "uid": stored.uid,
        "title": stored.title,
        "slug": stored.slug,
        "isFolder": stored.is_folder,
        "url": call.url(stored.path),
        "inherited": False,
    }
