"""A datasource as the server keeps it: our document with its mark, and back to the document."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from grafmint.bundle import Entry
from grafmint.compile.encode import canonical
from grafmint.plan.snapshot import Whose
from grafmint.target.server.proof.mark import KEY, Mark, checksum, read_mark
from grafmint.target.server.proof.owner import Owner

Json = dict[str, Any]
#: Where all of them are.
ALL = "/api/datasources"
# What the server adds and counts by itself.
_SERVERS = frozenset({
    "id", "orgId", "typeName", "typeLogoUrl", "readOnly", "version", "accessControl", "apiVersion", "secureJsonFields",
    "secureJsonData", "password", "basicAuthPassword",
})  # fmt: skip
_DEFAULTS: tuple[object, ...] = ("", False, None, {}, [])


def path_of(uid: str) -> str:
    """Where a datasource is asked for."""
    return f"{ALL}/uid/{quote(uid, safe='')}"


def code_form(said: Json) -> bytes:
    """An entry's JSON as it is compared: without what is Grafana's default, secrets by name."""
    return _form(said, dict.fromkeys(said.get("secureJsonData", ()), True))


def live_form(found: Json, entry: Entry | None) -> bytes:
    """What the server has, as it is compared with an entry."""
    # Of the secrets only those that the code has: the others can neither be compared nor taken away.
    wanted = entry.json.get("secureJsonData", {}) if entry is not None else present(found)
    return _form(found, {key: True for key in present(found) if key in wanted})


def present(found: Json) -> Json:
    """The names of the secrets that the server has."""
    return {key: True for key, there in (found.get("secureJsonFields") or {}).items() if there}


def mark_of(found: Json) -> Mark | None:
    """Its mark, or None where it has none that could be ours."""
    return read_mark(found.get("jsonData"))


def checksum_of(said: Json) -> str:
    """What a mark says of it."""
    return checksum(canonical(_plain(said)))


def body(entry: Entry, owner: Owner, secrets: Mapping[str, str], *, whose: Whose) -> Json:
    """What a save sends, with a mark of its owner unless it is to be somebody else's."""
    said = {key: value for key, value in entry.json.items() if key != "secureJsonData"}
    if whose != "foreign":
        mark = Mark(
            project=owner.project,
            environment=owner.environment,
            uid=entry.uid,
            checksum=checksum_of(entry.json),
            before=entry.renamed_from,
        )
        said["jsonData"] = {**said.get("jsonData", {}), KEY: (mark if whose == "ours" else mark.of_edit).json}
    return said | ({"secureJsonData": dict(secrets)} if secrets else {})


def _form(said: Json, secrets: Json) -> bytes:
    return canonical({**_plain(said), "secrets": secrets})


def _plain(said: Json) -> Json:
    """What somebody can have written, without marks, secrets, and what the server counts and fills in."""
    plain = {key: value for key, value in said.items() if key not in _SERVERS and value not in _DEFAULTS}
    json = {key: value for key, value in plain.pop("jsonData", {}).items() if key != KEY}
    if "basicAuth" not in plain:
        # The server keeps the user when it is no more to be sent.
        plain.pop("basicAuthUser", None)
    return {**plain, **({"jsonData": json} if json else {})}
