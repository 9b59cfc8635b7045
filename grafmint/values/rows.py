"""`load`: the rows of a YAML file as typed values, each problem with its line."""

import os
import sys
from pathlib import Path
from typing import TypeVar, cast

from grafmint.errors import ProjectError
from grafmint.finding import Finding
from grafmint.origin import Place
from grafmint.values.builder import Builder

T = TypeVar("T")


def load(cls: type[T], path: str | os.PathLike[str]) -> list[T]:
    """Read a YAML file that is a list of mappings as instances of an attrs class or a dataclass.

    A relative path starts at the file of the module that calls, wherever the command is run. Raise ProjectError with
    every problem, each naming its line of the YAML.
    """
    frame = sys._getframe(1)
    # A link is named in messages as the author wrote it, not as what it leads to.
    file = Path(os.path.abspath(Path(frame.f_code.co_filename).parent / path))  # noqa: PTH100
    text = _text(file, Place(frame.f_code.co_filename, frame.f_lineno))
    # PyYAML is loaded when there is something to read.
    from grafmint.values.yaml_file import parse

    try:
        parsed = parse(file, text)
        builder = Builder(file.name, parsed.place)
        builder.problems += [((), finding) for finding in parsed.findings]
        rows = builder.make(list[cls], parsed.data)  # type: ignore[valid-type]  # made at run time, for its annotation
    except RecursionError:
        raise _refused("bad-yaml", f"{file.name} is nested too deeply, or in itself", Place(str(file), 1)) from None
    builder.close()
    return cast("list[T]", rows)


def _text(file: Path, caller: Place) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"{file.name} cannot be read: {error.strerror}"
        raise _refused("no-file", message, caller, f"it was looked for in {file.parent}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _refused("bad-yaml", f"{file.name} is not UTF-8 text", Place(str(file), line)) from None


def _refused(rule: str, message: str, place: Place, hint: str | None = None) -> ProjectError:
    return ProjectError([Finding(rule=rule, severity="error", message=message, hint=hint, place=place)])
