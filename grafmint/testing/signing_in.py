"""Signing in: who calls, by a token or by a name and a password."""

import base64
import binascii

import attrs

from grafmint.testing.reply import refused
from grafmint.testing.state import State
from grafmint.testing.stored import Account

#: Who calls what needs no credentials.
NOBODY = Account(id=0, login="", role=None, is_user=False)


def caller(state: State, authorization: str, org: str) -> Account:
    """The account that a request's headers name; answers 401 when there is none, or it is unknown."""
    kind, _, rest = authorization.partition(" ")
    if kind == "Bearer":
        account = state.tokens.get(rest)
        if account is None:
            raise refused(401, "invalid API key", traced=True)
        # A token belongs to its organisation, whatever the request says.
        return account
    if kind != "Basic":
        raise refused(401, "Unauthorized")
    account = _user(state, rest)
    if account is None:
        raise refused(401, "invalid username or password", traced=True)
    number = int(org) if org.isdecimal() else 1
    return account if number in {0, 1} else attrs.evolve(account, role=None, org=number)


def _user(state: State, credentials: str) -> Account | None:
    try:
        login, _, password = base64.b64decode(credentials).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    if state.passwords.get(login) != password:
        return None
    return next(each for each in state.accounts.values() if each.login == login)
