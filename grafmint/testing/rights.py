"""Rights: what a caller may do, as far as a sync asks for it.

Source: https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/access-control/
"""

from collections.abc import Mapping

from grafmint.testing.call import Call
from grafmint.testing.reply import denied
from grafmint.testing.stored import ADMIN, EDIT, VIEW, Account, Role, Stored

_QUERY = ("datasources:*", "datasources:uid:grafana")
_SOURCES, _FOLDERS = ("datasources:*",), ("folders:*",)
_VIEWER: Mapping[str, tuple[str, ...]] = {
    "alert.instances.external:read": _SOURCES,
    "alert.instances:read": _FOLDERS,
    "alert.notifications.external:read": _SOURCES,
    "alert.notifications:read": ("",),
    "alert.rules.external:read": _SOURCES,
    "alert.rules:read": _FOLDERS,
    "datasources:query": _QUERY,
    "datasources:read": _QUERY,
    "orgs:read": ("",),
}
_EDITOR: Mapping[str, tuple[str, ...]] = {
    **_VIEWER,
    "alert.instances.external:write": _SOURCES,
    "alert.instances:create": ("",),
    "alert.instances:write": ("",),
    "alert.notifications.external:write": _SOURCES,
    "alert.notifications:write": ("",),
    "alert.rules.external:write": _SOURCES,
    "alert.rules:create": _FOLDERS,
    "alert.rules:delete": _FOLDERS,
    "alert.rules:write": _FOLDERS,
    "dashboards:create": ("folders:uid:general",),
    "datasources:explore": ("",),
    "folders:create": ("",),
    "folders:read": ("folders:uid:general",),
}
_BOTH = ("dashboards:*", "folders:*")
_ADMIN: Mapping[str, tuple[str, ...]] = {
    **_EDITOR,
    "alert.provisioning:read": ("",),
    "alert.provisioning:write": ("",),
    "dashboards.permissions:read": _BOTH,
    "dashboards.permissions:write": _BOTH,
    "dashboards:create": ("folders:uid:general", "folders:*"),
    "dashboards:delete": _BOTH,
    "dashboards:read": _BOTH,
    "dashboards:write": _BOTH,
    "datasources:create": ("",),
    "folders:read": ("folders:uid:general", "folders:*"),
    "serviceaccounts:create": ("",),
    "orgs:write": ("",),
    "teams:create": ("",),
    **{f"datasources:{verb}": ("datasources:*",) for verb in ("delete", "write")},
    **{f"folders{verb}": ("folders:*",) for verb in (".permissions:read", ".permissions:write", ":delete", ":write")},
    **{f"org.users:{verb}": ("users:*",) for verb in ("add", "read", "remove", "write")},
    **{f"serviceaccounts:{verb}": ("serviceaccounts:*",) for verb in ("delete", "read", "write")},
    **{f"teams:{verb}": ("teams:*",) for verb in ("delete", "read", "write")},
}
_OF_ROLE: Mapping[Role | None, Mapping[str, tuple[str, ...]]] = {
    "Admin": _ADMIN,
    "Editor": _EDITOR,
    "Viewer": _VIEWER,
    None: {},
}
#: What the server's own admin may do whichever organisation they look at.
_OF_SERVER: Mapping[str, tuple[str, ...]] = {
    **{f"org.users:{verb}": ("users:*",) for verb in ("add", "read", "remove", "write")},
    **{f"orgs:{verb}": ("",) for verb in ("create", "delete", "read", "write")},
    **{f"users:{verb}": ("global.users:*",) for verb in ("delete", "disable", "enable", "logout", "read", "write")},
    "users:create": ("",),
}
_SERVER_ADMIN = 1
_LEVEL = {"read": VIEW, "create": EDIT, "write": EDIT, "delete": EDIT}
_OF_FOLDER = ("dashboards:create", "dashboards:delete", "dashboards:read", "dashboards:write")
_OF_FOLDERS = ("folders:delete", "folders:read", "folders:write")
_OF_RULES = tuple(f"alert.rules:{verb}" for verb in ("create", "delete", "read", "write"))


def may(call: Call, action: str, stored: Stored | None = None) -> bool:
    """Whether the caller may do something to a dashboard or folder, or to any when none is named."""
    base = _base(call.caller)
    if stored is None or call.caller.role == "Admin":
        return action in base or (stored is None and _anywhere(call, action))
    if call.caller.role is None:
        return False
    return _level_in(call, stored) >= _needed(action)


def may_create_in(call: Call, folder: Stored | None) -> bool:
    """Whether the caller may create a dashboard in a folder, or at the top."""
    if folder is None or call.caller.role == "Admin":
        return "dashboards:create" in _base(call.caller)
    return _level_in(call, folder) >= EDIT


def _level_in(call: Call, stored: Stored) -> int:
    """The highest level of a caller on one, or on a folder that it is in."""
    return max(_level(call.caller, each) for each in (stored, *call.state.above(stored)))


def require(call: Call, action: str, stored: Stored | None = None) -> None:
    """Answer 403 when the caller may not."""
    if not may(call, action, stored):
        raise denied(action)


def require_any(call: Call, *actions: str) -> None:
    """Answer 403 when the caller may do none of these."""
    if not any(may(call, action) for action in actions):
        raise denied(f"any of {', '.join(actions)}")


def permissions(call: Call) -> dict[str, list[str]]:
    """Every action with the scopes that the caller may do it to."""
    found = {action: list(scopes) for action, scopes in _base(call.caller).items()}
    if call.caller.role not in {"Editor", "Viewer"}:
        return dict(sorted(found.items()))
    for stored in sorted(call.state.by_id.values(), key=lambda each: (each.is_folder, each.uid)):
        kind = "folders" if stored.is_folder else "dashboards"
        for action in (*_OF_FOLDER, *_OF_FOLDERS, *_OF_RULES) if stored.is_folder else _OF_FOLDER[1:]:
            if _level(call.caller, stored) >= _needed(action):
                found.setdefault(action, []).append(f"{kind}:uid:{stored.uid}")
    return dict(sorted(found.items()))


def _base(caller: Account) -> Mapping[str, tuple[str, ...]]:
    of_role = _OF_ROLE[caller.role]
    return {**_OF_SERVER, **of_role} if caller.id == _SERVER_ADMIN else of_role


def _needed(action: str) -> int:
    return ADMIN if ".permissions:" in action else _LEVEL[action.partition(":")[2]]


def _anywhere(call: Call, action: str) -> bool:
    if not action.startswith(("dashboards", "folders")) or action == "folders:create" or call.caller.role is None:
        return False
    return any(
        _level(call.caller, stored) >= _needed(action)
        for stored in call.state.by_id.values()
        if stored.is_folder or action.startswith("dashboards")
    )


def _level(caller: Account, stored: Stored) -> int:
    """The highest level that the items of a dashboard or folder give a caller; an Editor may what a Viewer may."""
    roles = {"Editor": ("Editor", "Viewer"), "Viewer": ("Viewer",)}.get(caller.role or "", ())
    return max(
        (
            level
            for subject, level in stored.permissions.items()
            if subject.user_id == caller.id or subject.role in roles
        ),
        default=0,
    )
