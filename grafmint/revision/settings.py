"""Settings: what a revision's grafmint.toml says of an environment's server, read without building anything."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from grafmint.revision.git import find_repository

#: What decides where credentials are sent, and which.
_KEYS = ("url", "directory", "org", "token", "user", "password", "tls")


def server_settings(config: Path, commit: str | None, env: str) -> Mapping[str, object] | None:
    """The keys of `[env.NAME]` that decide which server is asked, and as whom; None where there is no such section.

    Without a commit it is the file as it lies there. Raises GrafmintError when there is no repository.
    """
    file = config.parent.resolve() / config.name
    if commit is None:
        text = file.read_bytes() if file.is_file() else None
    else:
        repository = find_repository(file.parent)
        text = repository.file(commit, file.relative_to(repository.top).as_posix())
    try:
        section = tomllib.loads((text or b"").decode("utf-8-sig")).get("env", {}).get(env)
    except (ValueError, AttributeError):
        return None
    return {key: section[key] for key in _KEYS if key in section} if isinstance(section, dict) else None
