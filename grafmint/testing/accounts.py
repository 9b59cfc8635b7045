"""Accounts: users, service accounts with their tokens, and teams."""

from grafmint.testing import rights
from grafmint.testing.call import Call, text_of
from grafmint.testing.reply import Reply, UnservedError, bad_request, refused, reply
from grafmint.testing.routes import serves
from grafmint.testing.stored import ROLES, Account, Json, Team

_LOOKUP = ("org.users:read", "teams.permissions:write", "folders.permissions:write", "dashboards.permissions:write")
_TEAMS_A_PAGE = 1000
_LONG_AGO = "2012-01-01T00:00:00Z"


@serves("POST", "/api/serviceaccounts", imitates=("service account", "sync service account", "reader service account"))
def create_service_account(call: Call) -> Reply:
    """A new service account with its role."""
    rights.require(call, "serviceaccounts:create")
    body = call.required("name")
    login, role = f"sa-{body['name']}", body.get("role", "Viewer")
    if role not in ROLES or any(each.login == login for each in call.state.accounts.values()):
        raise UnservedError
    account = Account(id=next(call.state.account_ids), login=login, name=body["name"], role=role, is_user=False)
    call.state.add(account)
    shown = {"id": account.id, "name": account.name, "login": login, "orgId": 1, "isDisabled": False}
    return reply({**shown, "role": role, "tokens": 0, "avatarUrl": ""}, 201)


@serves("POST", "/api/serviceaccounts/:id/tokens", imitates=("sync token", "reader token", "writer token"))
def create_token(call: Call) -> Reply:
    """A new token, told this once."""
    rights.require(call, "serviceaccounts:write")
    body = call.required("name")
    account = call.state.accounts.get(int(call.params["id"]) if call.params["id"].isdecimal() else 0)
    if account is None or account.is_user:
        raise UnservedError
    key = call.state.token(account)
    return reply({"id": next(call.state.token_ids), "name": body["name"], "key": key})


@serves("POST", "/api/admin/users", imitates=("create user", "create user, token"))
def create_user(call: Call) -> Reply:
    """A new user, who may view; only the server's own admin may do this."""
    rights.require(call, "users:create")
    body = call.required("login", "password")
    if body["login"] in call.state.passwords:
        raise UnservedError
    fresh = {"login": body["login"], "email": text_of(body.get("email")), "name": text_of(body.get("name"))}
    account = call.state.add(Account(id=next(call.state.account_ids), role="Viewer", **fresh))
    call.state.passwords[account.login] = body["password"]
    return reply({"id": account.id, "message": "User created"})


def _users(call: Call) -> list[Account]:
    return sorted((each for each in call.state.accounts.values() if each.is_user), key=lambda each: each.login)


@serves("GET", "/api/org/users", imitates=("org users", "org users, token", "org users, reader"))
def list_users(call: Call) -> Reply:
    """Every user of the organisation by login."""
    rights.require(call, "org.users:read")
    return reply([_shown(each) for each in _users(call)])


def _shown(account: Account) -> Json:
    return {
        "orgId": 1,
        "userId": account.id,
        "email": account.email,
        "name": account.name,
        "avatarUrl": "",
        "login": account.login,
        "role": account.role,
        "lastSeenAt": _LONG_AGO,
        "lastSeenAtAge": "10 years",
        "isDisabled": False,
        "authLabels": None,
    }


@serves(
    "GET",
    "/api/org/users/lookup",
    imitates=("lookup users", "lookup a user", "lookup a user, none", "lookup users, reader"),
)
def look_up_users(call: Call) -> Reply:
    """The ids of users by what they are called."""
    rights.require_any(call, *_LOOKUP)
    query = call.one("query").lower()
    found = (each for each in _users(call) if query in f"{each.login}\n{each.email}\n{each.name}".lower())
    return reply([{"userId": each.id, "login": each.login, "avatarUrl": ""} for each in found])


@serves(
    "POST",
    "/api/teams",
    imitates=("create team", "create team again", "create team, token", "create team, reader", "create team, no name"),
)
def create_team(call: Call) -> Reply:
    """A new team; a user who creates one is in it."""
    rights.require(call, "teams:create")
    body = call.json()
    name = text_of(body.get("name"))
    if not name:
        raise bad_request()
    if any(each.name == name for each in call.state.teams.values()):
        raise refused(409, "Team name taken", traced=True)
    email, members = text_of(body.get("email")), int(call.caller.is_user)
    team = Team(id=next(call.state.team_ids), name=name, email=email, members=members)
    call.state.teams[team.id] = team
    return reply({"message": "Team created", "teamId": team.id})


@serves(
    "GET",
    "/api/teams/search",
    imitates=("find team", "find team, none", "find teams by query", "teams, second page", "all teams, reader"),
)
def search_teams(call: Call) -> Reply:
    """Teams by their whole name or a part of it, a page of them."""
    rights.require(call, "teams:read")
    name, query = call.one("name"), call.one("query").lower()
    known = sorted(call.state.teams.values(), key=lambda each: each.name)
    found = [each for each in known if name in {"", each.name} and query in each.name.lower()]
    size, page = call.number("perpage", _TEAMS_A_PAGE), call.number("page", 1)
    part = found[(page - 1) * size : page * size]
    teams = [_team(each) for each in part]
    return reply({"totalCount": len(found), "teams": teams, "page": page, "perPage": size})


def _team(team: Team) -> Json:
    return {
        "id": team.id,
        "orgId": 1,
        "name": team.name,
        "email": team.email,
        "avatarUrl": "",
        "memberCount": team.members,
        "permission": 0,
        "accessControl": None,
    }
