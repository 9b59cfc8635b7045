"""The repository's project, built in this process."""

import io
from contextlib import redirect_stderr

from grafmint import workflow
from grafmint.environment import Environment
from grafmint.errors import ProjectError

from .build import Document, Output


def build_environment(environment: Environment) -> Output:
    """What an environment is built to, and what is said of it."""
    return output_of(*build_and_hear(environment))


def build_and_hear(environment: Environment) -> tuple[workflow.Built, str]:
    """An environment as it is built, and what its modules print meanwhile."""
    heard = io.StringIO()
    with redirect_stderr(heard):
        built = workflow.build(environment)
    return built, heard.getvalue()


def output_of(built: workflow.Built, heard: str = "") -> Output:
    """The documents as the judges have them, the errors, and all else that is said."""
    documents = tuple(
        Document(kind=one.kind, uid=one.uid, title=one.title, folder=one.folder, json=one.json) for one in built.bundle
    )
    faults = (one for one in built.findings if one.severity == "error")
    others = (one.message for one in built.findings if one.severity != "error")
    return Output(documents, tuple(f"{one.place}: {one.message}" for one in faults), "\n".join([heard, *others]))


def build_changed(environment: Environment) -> Output:
    """The same, where an error that stops it is a fault like others."""
    try:
        return build_environment(environment)
    except ProjectError as error:
        return Output((), tuple(one.message for one in error.findings))
