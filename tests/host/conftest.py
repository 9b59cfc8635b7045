"""A host for each test, and the environment of a job there."""

from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from grafmint.config.ci import CiEnvironment, HostName
from grafmint.host import github, gitlab
from grafmint.host.github import GitHub
from grafmint.host.gitlab import GitLab
from tests.host.server import ALL, APP, BOT, PERSON, Forge, Owner, serving

TOKEN, PERSONAL, READER = "ghs_job-0123456789", "ghp_person-0123456789", "ghs_reader-0123456789"
INSTALLED = "ghs_app-0123456789"
COMMIT = "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567"


@pytest.fixture
def forge() -> Iterator[Forge]:
    """A host with a pull request; it knows the tokens of a job, a person and an app, and one that may only read."""
    with serving() as made:
        made.tokens = {TOKEN: Owner(BOT, ALL - {"user"}), PERSONAL: Owner(PERSON), READER: Owner(BOT, ALL & {"read"})}
        made.tokens[INSTALLED] = Owner(APP, ALL - {"user"})
        made.pulls = [pull()]
        yield made


def png(width: int = 2, height: int = 1, rest: bytes = b"") -> bytes:
    """The beginning of a picture of that size, and what follows."""
    sides = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + sides + b"\x08\x06\0\0\0" + rest


def pull(number: int = 12, commit: str = COMMIT, source: str = "shop/boards") -> dict[str, Any]:
    """An open pull request, as the API of GitHub has it."""
    return {"number": number, "state": "open", "head": {"sha": commit, "repo": {"full_name": source}}}


def job(forge: Forge, host: HostName = "github", token: str | None = TOKEN) -> CiEnvironment:
    """The environment of a job at a host."""
    repository = "shop/boards" if host == "github" else "42"
    return CiEnvironment(
        host=host,
        endpoint=forge.address,
        web="https://github.example",
        repository=repository,
        number=12,
        commit=COMMIT,
        token=token,
        source=repository,
        is_fork=False,
    )


def patient(environment: CiEnvironment, waits: list[float]) -> GitHub | GitLab:
    """The host of a job, whose waits are noted and take no time."""
    host = github.github(environment) if environment.host == "github" else gitlab.gitlab(environment)
    return attrs.evolve(host, http=attrs.evolve(host.http, sleep=waits.append))
