from collections.abc import Callable
from pathlib import Path

import pytest

from grafmint.config import Config
from grafmint.environment import Reference, Server

Faults = Callable[[str], list[str]]
PLAIN = 'write {} = {{ env = "NAME" }}, and make a new secret: this one may be in the history of the file'


@pytest.mark.parametrize(
    ("written", "reference", "shown"),
    [
        ('{ env = "TOKEN" }', ("env", "TOKEN"), "env TOKEN"),
        ('{ file = "keys/token" }', ("file", "keys/token"), "file keys/token"),
        ('{ command = ["vault", "get it"] }', ("command", ("vault", "get it")), "command vault 'get it'"),
    ],
)
def test_a_reference_is_read(
    sound: Callable[[str], Config],
    tmp_path: Path,
    written: str,
    reference: tuple[str, str | tuple[str, ...]],
    shown: str,
) -> None:
    """Each kind of reference becomes a Reference that starts in the project's folder and shows its source."""
    target = sound(f"token = {written}").environments["prod"].target
    assert isinstance(target, Server)
    assert target.token is not None
    assert (target.token.kind, target.token.value) == reference
    assert target.token.folder == tmp_path
    assert str(target.token) == shown


def test_secrets_are_references_by_name(sound: Callable[[str], Config]) -> None:
    """The table of secrets gives each logical name its reference."""
    prod = sound('[env.prod.secrets]\na = { env = "A" }\nb = { file = "/b" }').environments["prod"]
    assert {name: str(one) for name, one in prod.secrets.items()} == {"a": "env A", "b": "file /b"}
    assert all(isinstance(one, Reference) for one in prod.secrets.values())


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("token = 'glsa_abc'", f"6:1 plain-secret: env.prod.token is written in plain text ({PLAIN.format('token')})"),
        (
            "user = 'x'\npassword = 'hunter2'",
            f"7:1 plain-secret: env.prod.password is written in plain text ({PLAIN.format('password')})",
        ),
        (
            "secrets = { db = 'hunter2' }",
            f"6:13 plain-secret: env.prod.secrets.db is written in plain text ({PLAIN.format('db')})",
        ),
        (
            "token = { env = 'glsa_abc' }",
            (
                "6:11 bad-reference: env.prod.token.env is not the name of an environment variable "
                f"({PLAIN.format('token')})"
            ),
        ),
        ("token = ''", "6:1 bad-value: env.prod.token is empty"),
        ("token = 3", "6:1 wrong-type: env.prod.token is a whole number, not a mapping (write token = { … })"),
        (
            "token = {}",
            (
                "6:1 bad-reference: env.prod.token names no source, not one of env, file and command "
                '(write token = { env = "NAME" })'
            ),
        ),
        (
            "token = { env = 'A', file = 'b' }",
            (
                "6:1 bad-reference: env.prod.token has env and file, not one of env, file and command "
                '(write token = { env = "NAME" })'
            ),
        ),
        (
            "token = { evn = 'A' }",
            "6:11 unknown-key: env.prod.token.evn is not a key of grafmint.toml (did you mean 'env'?)",
        ),
        ("token = { file = 3 }", "6:11 wrong-type: env.prod.token.file is a whole number, not a string"),
        (
            "token = { command = 'vault get' }",
            '6:11 wrong-type: env.prod.token.command is a string, not a list of strings (write command = ["…"])',
        ),
        ("token = { command = [3] }", "6:22 wrong-type: env.prod.token.command[0] is a whole number, not a string"),
        (
            "token = { command = [] }",
            '6:11 bad-reference: env.prod.token.command is empty (write command = ["program", "argument"])',
        ),
    ],
)
def test_a_wrong_reference_is_refused(faults: Faults, line: str, problem: str) -> None:
    """Plain text and anything but exactly one source is a finding at its key, without the text itself."""
    found = faults(line)
    assert found == [problem]
    assert "glsa_abc" not in found[0]
    assert "hunter2" not in found[0]
