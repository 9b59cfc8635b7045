"""The Alertmanager of an environment in grafmint.toml: a version, or a table that says how mail is sent too."""

import re
from collections.abc import Mapping

import attrs

from grafmint.config.table import Table
from grafmint.config.versions import version
from grafmint.environment import Alertmanager, Smtp
from grafmint.suggest import hint

EXAMPLE = "0.25"
_KEY = "alertmanager"
_NEEDED = {"server": 'server = "smtp.example:587"', "from": 'from = "alerts@example"'}
_SERVER = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):([0-9]{1,5})")
_LAST_PORT = 65535


def alertmanager(table: Table) -> Alertmanager | None:
    """The Alertmanager that is written for; None where there is none, or one that was reported."""
    if not isinstance(table.data.get(_KEY), Mapping):
        alone = version(table, _KEY, EXAMPLE)
        return Alertmanager(version=alone) if alone is not None else None
    below = table.table(_KEY)
    if not below.given("version"):
        table.report("missing-key", _KEY, "has no version", f'write version = "{EXAMPLE}"')
    found, secrets = version(below, "version", EXAMPLE), below.text("secrets")
    smtp = _smtp(below.table("smtp"), table.data.get("secrets"))
    below.close()
    if found is None:
        return None
    plain = Alertmanager(version=found, smtp=smtp)
    return plain if secrets is None else attrs.evolve(plain, secrets=secrets)


def _smtp(table: Table, secrets: object) -> Smtp | None:
    server, sender = _server(table), table.text("from")
    user, password = table.text("user"), _password(table, secrets)
    table.close()
    missing = [line for key, line in _NEEDED.items() if not table.given(key)]
    if table.data and missing:
        names = " and ".join(line.partition(" ")[0] for line in missing)
        table.document.report("missing-key", table.keys, f"has no {names}", f"write {' and '.join(missing)}")
    login = table.given("user", "password")
    if len(login) == 1:
        lacking = "password" if login == ["user"] else "user"
        table.report("missing-key", login[0], f"has no {lacking} beside it", f"write {lacking} = …")
    if server is None or sender is None:
        return None
    return Smtp(server=server, sender=sender, user=user, password=password)


def _server(table: Table) -> str | None:
    way_out = f"write {_NEEDED['server']}"
    text = table.text("server", way_out)
    if text is None:
        return None
    match = _SERVER.fullmatch(text)
    if match is None or not 0 < int(match[1]) <= _LAST_PORT:
        # There may be a password in it, so it is not shown.
        table.report("bad-value", "server", "is not HOST:PORT", way_out)
        return None
    return text


def _password(table: Table, secrets: object) -> str | None:
    name = table.text("password")
    declared = secrets if isinstance(secrets, Mapping) else {}
    if name is None or name in declared:
        return name
    # It may be the password itself, so it is not shown.
    section = ".".join(map(str, table.keys[:2]))
    way_out = (
        hint(name, declared) if declared else f'write [{section}] secrets = {{ smtp_password = {{ env = "NAME" }} }}'
    )
    table.report("undeclared-secret", "password", "is not the name of a secret of this environment", way_out)
    return None
