"""Environment variables: what processes of ours are given, and what is kept from them."""

import os
import tomllib
from collections.abc import Collection, Iterator

# How Grafana's own tokens begin: those of service accounts and of Grafana Cloud.
_TOKENS = ("glsa_", "glc_")
# Files by which a step of GitHub Actions sets what later steps get: variables, the search path, outputs.
# Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#environment-files
_OF_STEPS = frozenset({"GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STATE", "GITHUB_STEP_SUMMARY"})


def named_in(text: bytes | None) -> frozenset[str]:
    """The variables that a grafmint.toml takes secrets from; none where there is no file, or one without meaning.

    Every `env = "NAME"` counts, wherever it stands: a file with mistakes in it names secrets as well.
    """
    try:
        return frozenset(_named(tomllib.loads((text or b"").decode("utf-8-sig"))))
    except ValueError:
        return frozenset()


def inherited(without: Collection[str] = ()) -> dict[str, str]:
    """Our own variables without those, without what steers later steps, and tokens of Grafana under whatever name."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_STEPS.union(without)}
    return {name: value for name, value in kept.items() if not value.startswith(_TOKENS)}


def _named(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _named(item)
    elif isinstance(value, dict):
        for key, below in value.items():
            if key == "env" and isinstance(below, str):
                yield below
            yield from _named(below)
