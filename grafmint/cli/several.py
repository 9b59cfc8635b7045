"""Several environments in turn: one that fails does not stop the others, Ctrl-C does; one summary tells of all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from grafmint.cli.border import INTERRUPTED, Border

if TYPE_CHECKING:
    from grafmint.environment import Environment


class Ended(NamedTuple):
    """How a command ended for one environment: `document` is its JSON, `wrote` says whether anything was written."""

    environment: str
    code: int
    summary: str
    document: Mapping[str, Any]
    wrote: bool = False


def in_turn(
    environments: "Sequence[Environment]", do: "Callable[[Environment], Ended]", type_: str, format_: str
) -> int:
    """Do it for each, then the summary; the exit code of them all. A single one is told as if there were no others."""
    from grafmint.cli.report import print_document

    if len(environments) == 1:
        ended = do(environments[0])
        if format_ == "json":
            print_document(type_, dict(ended.document))
        return ended.code
    all_ended = list(_each(environments, do, format_))
    if format_ == "json":
        told = [{"environment": each.environment, "exit_code": each.code, **each.document} for each in all_ended]
        print_document(f"{type_}s", {"environments": told})
    _summarize(all_ended, environments[len(all_ended) :])
    return exit_code(all_ended)


def exit_code(ended: Sequence[Ended]) -> int:
    """130 where somebody stopped it; 0 or 2 where all went well; 4 where something was written and something not."""
    codes = {each.code for each in ended}
    bad = codes - {0, 2}
    if not bad:
        return max(codes)
    if INTERRUPTED in bad:
        return INTERRUPTED
    if any(each.wrote for each in ended):
        return 4
    return bad.pop() if len(bad) == 1 else 1


def _each(
    environments: "Sequence[Environment]", do: "Callable[[Environment], Ended]", format_: str
) -> "Iterator[Ended]":
    """How each one ended; whoever stops one means those after it too."""
    for environment in environments:
        ended = _one(environment, do, format_)
        yield ended
        if ended.code == INTERRUPTED:
            return


def _one(environment: "Environment", do: "Callable[[Environment], Ended]", format_: str) -> Ended:
    from grafmint.cli.report import result, say

    (result if format_ != "json" else say)(f"{environment.name}:\n" if format_ != "json" else f"{environment.name}:")
    try:
        return do(environment)
    except (click.UsageError, click.Abort):
        raise
    except click.ClickException as error:
        return Ended(environment.name, 1, error.message, {"error": {"message": error.message, "hint": None}})
    except Exception as error:  # noqa: BLE001  # a fault in one is to stop no other either
        return _failed(environment, error)


def _failed(environment: "Environment", error: Exception) -> Ended:
    """Tell of an error; what the summary and the document say of it."""
    from grafmint.errors import GrafmintError, ProjectError
    from grafmint.render.findings import counted

    context = click.get_current_context(silent=True)
    is_debugged = context is not None and bool(context.params.get("debug"))
    # The one document is made of them all.
    code = Border(is_debugged, json=False, command=context.info_name if context else None).explained(error)
    message = error.message if isinstance(error, GrafmintError) else f"{type(error).__name__}: {error}"
    hint = error.hint if isinstance(error, GrafmintError) else None
    # What was found has been told above, each by itself.
    said = counted(error.findings) if isinstance(error, ProjectError) else message
    return Ended(environment.name, code, f"failed: {said}", {"error": {"message": message, "hint": hint}})


def _summarize(ended: Sequence[Ended], untried: "Sequence[Environment]") -> None:
    from grafmint.cli.report import say
    from grafmint.render.clean import clean

    lines = [(each.environment, each.summary) for each in ended]
    lines += [(environment.name, "not begun") for environment in untried]
    width = max(len(name) for name, _ in lines)
    say("")
    for name, summary in lines:
        say(f"{name:<{width}}  {clean(summary)}")
