"""docs/reference/configuration.md has every key of grafmint.toml, with its type, its default and an example."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import pytest

from grafmint.config import read as read_config
from grafmint.config.secrets import PATIENCE
from grafmint.config.table import Table
from grafmint.environment import Alertmanager, Directory, Environment, Server
from tests.docs.page import REFERENCE, Block, read
from tests.docs.session import Session

PAGE = REFERENCE / "configuration.md"
#: A file that makes every key be asked for: a directory, a server, and references of each kind.
WHOLE = """\
[project]
name = "boards"
modules = ["dashboards"]
[datasources]
NAME = "prometheus"
[env.local]
directory = "out"
alertmanager = "0.25"
[env.NAME]
url = "https://grafana.example"
alertmanager = { version = "0.25" }
datasources = { NAME = "uid" }
secrets = { NAME = { env = "A" } }
[[hold]]
env = "NAME"
uid = "dashboard/a"
until = 2030-12-31
reason = "why"
[[hold]]
env = ["NAME"]
uid = "dashboard/b"
until = "2030-12-31"
reason = "why"
"""
_PREFIXES = {
    "[project]": "project.",
    "[datasources]": "datasources.",
    "[check]": "check.",
    "[env.NAME]": "env.NAME.",
    "[[hold]]": "hold.",
    "References": "*.",
}
_ROW = re.compile(r"^\| `([\w.]+)` \| ([^|]+) \| ([^|]+) \| `([^|]+)` \| ([^|]+) \|$")


@attrs.frozen
class Row:
    """What the page says of a key; `*.` stands before those of a reference."""

    key: str
    type: str
    default: str
    example: str


def rows() -> Iterator[Row]:
    """The rows of the page's tables."""
    prefix = ""
    for line in read(PAGE).text.splitlines():
        heading, row = re.match(r"^## (.+)$", line), _ROW.match(line)
        prefix = _PREFIXES[heading[1]] if heading else prefix
        if row:
            yield Row(prefix + row[1], row[2], row[3], row[4])


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    """Every key that reading a grafmint.toml asks for, and what it wants there."""
    found: dict[str, set[str]] = {}
    take = Table._take

    def spy(table: Table, key: str, classes: tuple[type, ...], wanted: str, hint: str | None = None) -> Any:
        found.setdefault(_key(table, key), set()).add(wanted)
        return take(table, key, classes, wanted, hint)

    monkeypatch.setattr(Table, "_take", spy)
    (tmp_path / "grafmint.toml").write_text(WHOLE, encoding="utf-8")
    read_config(tmp_path / "grafmint.toml")
    sections = ("project", "env", "datasources", "check", "env.local", "env.NAME", "hold")
    return {key: " or ".join(sorted(wanted, reverse=True)) for key, wanted in found.items() if key not in sections}


def _key(table: Table, key: str) -> str:
    """The key as the page calls it; both environments have the same ones, and all holds."""
    name = re.sub(r"^env\.local\.", "env.NAME.", ".".join(map(str, (*table.keys, key))))
    name = re.sub(r"^hold\.\d+\.", "hold.", name)
    return re.sub(r"^env\.NAME\.secrets\.NAME\.", "*.", name)


def test_every_key_is_there(asked: Mapping[str, str]) -> None:
    """The keys of the page are those that the configuration asks for, each with its type."""
    assert {row.key: row.type for row in rows()} == dict(asked)


def test_defaults_are_the_real_ones(tmp_path: Path) -> None:
    """What the page calls a default is what an environment has that leaves the key out."""
    (tmp_path / "grafmint.toml").write_text(WHOLE.partition("datasources = {")[0], encoding="utf-8")
    environment = read_config(tmp_path / "grafmint.toml").environments["NAME"]
    for row in rows():
        if row.default.startswith("`"):
            assert tomllib.loads(f"x = {row.default.strip('`')}")["x"] == _actual(environment, row.key), row.key
        else:
            known = ("required", "none", "the project's")
            assert row.default in known, row.key


def _actual(environment: Environment, key: str) -> Any:
    assert isinstance(environment.target, Server)
    name = key.rpartition(".")[2]
    if key.startswith("project."):
        return [] if name in ("modules", "sources") else None
    if name == "tls":
        return {}
    if key.startswith("env.NAME.alertmanager."):
        return getattr(Alertmanager(version=(0, 25)), name)
    homes = (environment, environment.target, environment.target.tls, environment.demands)
    value = next(getattr(home, name) for home in homes if name in attrs.fields_dict(type(home)))
    if name == "grafana":
        return ".".join(map(str, value))
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("target", [Directory, Server])
def test_examples_can_be_read(target: type, tmp_path: Path) -> None:
    """The examples together are a sound grafmint.toml, for a directory and for a server."""
    of_server = {"url", "org", "token", "user", "password", "tls", "timeout"}
    lines: dict[str, list[str]] = {}
    for row in rows():
        section = row.key.rpartition(".")[0]
        top = row.key.removeprefix("env.NAME.").partition(".")[0]
        # A part of a table stands in the table's own example; a server takes one login and has one target.
        is_part = section.startswith("env.NAME.")
        is_other = top in (of_server if target is Directory else {"directory", "token"})
        if section == "*" or is_part or (section == "env.NAME" and is_other):
            tomllib.loads(row.example)
        else:
            lines.setdefault(section, []).append(row.example)
    lines["[hold]"] = lines.pop("hold")
    text = "".join(f"[{section}]\n" + "".join(f"{line}\n" for line in each) for section, each in lines.items())
    (tmp_path / "grafmint.toml").write_text(text, encoding="utf-8")
    assert isinstance(read_config(tmp_path / "grafmint.toml").environments["NAME"].target, target)


def test_the_patience_is_the_real_one() -> None:
    """How long a command may take is what the code waits."""
    assert f"It has {PATIENCE:g} seconds." in read(PAGE).text


def test_the_whole_example_holds(
    session: Session, follow: Callable[[Sequence[Block]], None], boards: Mapping[str, str]
) -> None:
    """The file at the top of the page is one that check accepts."""
    session.put(boards)
    follow(read(PAGE).blocks())
