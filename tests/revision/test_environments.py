"""An environment as a revision's own grafmint.toml has it."""

import tempfile
from pathlib import Path

import pytest

from grafmint.config import read
from grafmint.environment import Environment
from grafmint.errors import GrafmintError, UsageError
from grafmint.revision.environments import environment_of
from tests.revision.conftest import Clone

TOML = """\
[project]
name = "shop"
modules = ["boards"]

[datasources]
metrics = "prometheus"

[env.prod]
url = "https://grafana.example"
token = { file = "../token" }
tls = { ca = "ca.pem", cert = "/etc/cert.pem" }
datasources = { metrics = "p" }
secrets = { db = { command = ["./secret"] } }

[env.proof]
directory = "out/proof"
datasources = { metrics = "p" }
"""


@pytest.mark.parametrize("name", ["prod", "proof"])
def test_an_environment_of_a_commit_is_what_it_would_be_here(clone: Clone, name: str) -> None:
    """Every path of it is that of the project's folder, credentials, certificates and places too."""
    config = clone.top / "my boards/grafmint.toml"
    commit = clone.commit(**{"my boards/grafmint.toml": TOML})
    [here] = read(config).select([name])
    clone.commit(**{"my boards/grafmint.toml": TOML.replace(f"env.{name}", "env.other")})
    found = environment_of(config, commit, name)
    assert isinstance(found, Environment)
    assert found == here
    assert repr(vars_of(found)) == repr(vars_of(here))
    assert tempfile.gettempdir() + "/grafmint-" not in repr(vars_of(found))


def vars_of(environment: Environment) -> object:
    """All that an environment holds, also what its own words leave out."""
    references = [*environment.secrets.values(), getattr(environment.target, "token", None)]
    return environment, environment.places, [reference and reference.folder for reference in references]


def test_without_a_revision_it_is_the_file_as_it_lies_there(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Committed or not, and wherever it is named from."""
    clone.commit(**{"grafmint.toml": TOML})
    clone.write(**{"grafmint.toml": TOML.replace("env.prod", "env.new")})
    monkeypatch.chdir(clone.top)
    assert environment_of(Path("grafmint.toml"), None, "prod") is None
    assert environment_of(Path("grafmint.toml"), None, "new") is not None
    assert environment_of(Path("grafmint.toml"), "main", "new") is None
    assert environment_of(Path("grafmint.toml"), "main", "prod") is not None


def test_what_is_not_there_is_none(clone: Clone) -> None:
    """Neither an environment, nor a file, nor one with mistakes in it."""
    empty, broken, bad = (
        clone.commit(),
        clone.commit(**{"grafmint.toml": "[env"}),
        clone.commit(**{"grafmint.toml": ""}),
    )
    for rev in (empty, broken, bad, None):
        assert environment_of(clone.top / "grafmint.toml", rev, "prod") is None


def test_a_revision_must_be_one_and_a_pattern_name_one(clone: Clone) -> None:
    """A mistake of the command line is told as one."""
    clone.commit(**{"grafmint.toml": TOML})
    config = clone.top / "grafmint.toml"
    found = environment_of(config, "main", "prod*")
    assert found is not None
    assert found.name == "prod"
    with pytest.raises(UsageError, match=r"several environments \(prod, proof\)"):
        environment_of(config, "main", "pro*")
    with pytest.raises(GrafmintError, match="no commit 'mian'"):
        environment_of(config, "mian", "prod")
