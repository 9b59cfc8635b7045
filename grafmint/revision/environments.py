"""Environments of a revision: what its own grafmint.toml says, as if it lay in the project's folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from grafmint.config import read
from grafmint.environment import Environment
from grafmint.errors import ProjectError, UsageError
from grafmint.origin import Place
from grafmint.revision.git import find_repository
from grafmint.revision.revisions import workshop
from grafmint.revision.sides import head_commit


def environment_of(config: Path, rev: str | None, env: str) -> Environment | None:
    """An environment of a grafmint.toml as it is at a revision; without one it is the file as it lies there.

    All its paths are those of the project's folder. It is None where there is no such environment, or no file without
    mistakes: what builds the revision says which. Raises GrafmintError when there is no repository, and UsageError
    for a revision that is none and a pattern that fits several environments.
    """
    file = config.parent.resolve() / config.name
    if rev is None:
        return _read(file, env)
    repository = find_repository(file.parent)
    text = repository.file(head_commit(repository, rev), file.relative_to(repository.top).as_posix())
    if text is None:
        return None
    with workshop() as directory:
        (directory / file.name).write_bytes(text)
        found = _read(directory / file.name, env)
        return None if found is None else _moved(found, directory, file.parent)


def _read(file: Path, env: str) -> Environment | None:
    try:
        found = read(file).select([env])
    except (ProjectError, UsageError):
        return None
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise UsageError(f"{env} names several environments ({names})", hint="a review is of one")
    return found[0]


def _moved(value: Any, old: Path, new: Path) -> Any:
    """A value whose paths start in another folder."""
    if isinstance(value, Path):
        return new / value.relative_to(old) if value.is_relative_to(old) else value
    if isinstance(value, Place):
        return attrs.evolve(value, file=str(_moved(Path(value.file), old, new)))
    if attrs.has(type(value)):
        fields = {field.alias or field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        return type(value)(**{name: _moved(each, old, new) for name, each in fields.items()})
    if isinstance(value, Mapping):
        return {key: _moved(each, old, new) for key, each in value.items()}
    return value
