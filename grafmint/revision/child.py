"""The child: builds one environment of a checkout in a process of its own, and writes what it came to.

Only grafmint itself is the one that is installed; the project's modules, and what the environment names by path in the
repository (editable installs, PYTHONPATH), come from the checkout.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import attrs

from grafmint.bundle import Bundle, Entry
from grafmint.config import read
from grafmint.errors import ProjectError, UsageError
from grafmint.finding import Finding, has_errors, in_order
from grafmint.loading.installed import is_installed
from grafmint.origin import Origin, Written
from grafmint.revision import transfer
from grafmint.revision.folders import Folders
from grafmint.revision.imports import redirected
from grafmint.revision.transfer import Answer
from grafmint.workflow import build

_SHOWN = 5


def main(arguments: Sequence[str]) -> None:
    """Do what the arguments ask for, those of `building`."""
    file, environment, project, *paths = arguments[:7]
    result, workshop, checkout, original = map(Path, paths)
    folders = Folders(workshop=workshop, checkout=checkout, original=original, project=project)
    sys.argv = ["grafmint"]
    sys.path[:] = redirected([*arguments[7:], *sys.path], folders)
    answer = answered(folders.root / file, environment, folders)
    result.write_text(transfer.write(answer), encoding="utf-8", errors="surrogatepass")


def answered(config: Path, name: str, folders: Folders) -> Answer:
    """What an environment of a grafmint.toml comes to, with its places named from the project's folder."""
    try:
        environments = read(config).select([name])
    except UsageError as error:
        return Answer(failure=error.message, is_absent=True)
    except ProjectError as error:
        return _failed(tuple(folders.told_in(finding) for finding in error.findings))
    if len(environments) > 1:
        return Answer(failure=f"{name} names several environments, and a review is of one")
    built = build(environments[0])
    bundle = _resolved(built.bundle, folders)
    findings = in_order(folders.told_in(finding) for finding in built.findings)
    remarks = tuple(_strangers(sys.modules, folders))
    if has_errors(bundle.findings):
        # What could not be made would pass for something that was taken out.
        return attrs.evolve(_failed(findings), remarks=remarks)
    return Answer(bundle=bundle, findings=findings, remarks=remarks)


def _strangers(modules: Mapping[str, ModuleType], folders: Folders) -> Iterable[str]:
    """A remark about modules that came from the repository's own files, by an installation that names them."""
    files = {name: getattr(module, "__file__", None) for name, module in list(modules.items())}
    names = [name for name, file in files.items() if file and _is_strange(Path(file), folders)]
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        shown = ", ".join(sorted(names)[:_SHOWN])
        yield f"imported from the working tree, whatever the revision: {shown}{more}"


def _is_strange(file: Path, folders: Folders) -> bool:
    inside = file.is_relative_to(folders.original) and not file.is_relative_to(folders.checkout)
    return inside and not is_installed(str(file))


def _failed(findings: tuple[Finding, ...]) -> Answer:
    errors = [finding for finding in findings if finding.severity == "error"]
    # A datasource that was refused is missed by all that need it: what was refused comes first.
    first = min(errors, key=lambda finding: finding.rule == "unknown-datasource")
    where = f" at {first.place}" if first.place else ""
    others = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    return Answer(failure=f"{first.message}{where}{others}", findings=findings)


def _resolved(bundle: Bundle, folders: Folders) -> Bundle:
    known: dict[int, Written] = {}

    def written(origin: Origin | Written) -> Written:
        found = known.get(id(origin))
        if found is None:
            found = known[id(origin)] = Written(folders.told(origin.inner), folders.told(origin.outer))
        return found

    def entry(each: Entry) -> Entry:
        origins = {pointer: written(origin) for pointer, origin in each.origins.items()}
        return attrs.evolve(each, origins=origins, file=each.file and folders.told(each.file))

    findings = in_order(folders.told_in(finding) for finding in bundle.findings)
    return attrs.evolve(bundle, entries=tuple(map(entry, bundle)), findings=findings)
