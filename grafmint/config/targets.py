"""The target of an environment in grafmint.toml: a directory, or a server and how to reach it."""

import os.path
from pathlib import Path

from grafmint.config.address import address_parts
from grafmint.config.references import reference
from grafmint.config.table import Table
from grafmint.environment import TIMEOUT, Directory, Server, Tls

_SERVER_ONLY = ("org", "token", "user", "password", "tls", "timeout")
_EXAMPLE = 'write url = "https://grafana.example"'


def target(table: Table) -> Directory | Server | None:
    """Where an environment's resources go; None where that is not clear, which is then reported."""
    directory, server = _directory(table), _server(table)
    given = table.given("url", "directory")
    if len(given) > 1:
        table.report("bad-target", "directory", "stands beside url", "an environment has one of them: remove the other")
    elif not given:
        way_out = f'write url = "https://…" for a server, or directory = ".grafmint/{table.keys[-1]}" for files'
        table.document.report("bad-target", table.keys, "has neither url nor directory", way_out)
    elif given == ["directory"]:
        for key in table.given(*_SERVER_ONLY):
            table.report("unknown-key", key, "is for a server, but this environment is a directory", f"remove {key}")
    return directory or server


def _directory(table: Table) -> Directory | None:
    text = table.text("directory")
    if text is None:
        return None
    root = table.document.path.parent
    path = Path(os.path.normpath(root / text))
    if not path.is_relative_to(root) and not Path(text).is_absolute():
        table.report("bad-path", "directory", "leads out of the project", "write the whole path if that is meant")
        return None
    return Directory(path)


def _server(table: Table) -> Server | None:
    url, org, timeout = _url(table), table.whole("org"), table.number("timeout")
    token, user, password = reference(table, "token"), table.text("user"), reference(table, "password")
    tls = _tls(table.table("tls"))
    login = table.given("user", "password")
    if len(login) == 1:
        lacking = "password" if login == ["user"] else "user"
        table.report("missing-key", login[0], f"has no {lacking} beside it", f"write {lacking} = …")
    if login and table.given("token"):
        table.report("bad-value", "token", f"stands beside {login[0]}", "a server takes one of them: remove the other")
    if url is None:
        return None
    return Server(url, org or 1, token, user, password, tls, timeout or TIMEOUT)


def _url(table: Table) -> str | None:
    # What is wrong with an address is said without showing it: there may be a password in it.
    url = table.text("url", _EXAMPLE)
    if url is None:
        return None
    parts = address_parts(url)
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        table.report("bad-url", "url", "is not an http or https address with a host", _EXAMPLE)
    elif "@" in parts.netloc:
        way_out = 'write user = "…" and password = { env = "NAME" } instead'
        table.report("bad-url", "url", "has a user or a password in it", way_out)
    elif parts.query or parts.fragment:
        table.report("bad-url", "url", "goes on after its path", "leave out what begins with ? or #")
    else:
        return url.rstrip("/")
    return None


def _tls(table: Table) -> Tls:
    ca, cert, key = (_file(table, name) for name in ("ca", "cert", "key"))
    verify = table.flag("verify")
    table.close()
    return Tls(ca, cert, key, True if verify is None else verify)


def _file(table: Table, key: str) -> Path | None:
    text = table.text(key)
    return None if text is None else table.document.path.parent / text
