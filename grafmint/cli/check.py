"""`grafmint check`: what is wrong with the project or with dashboards in files, or what an upgrade would break."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from grafmint.cli import options
from grafmint.cli.stages import files_of, refuse_env_of_files, select

if TYPE_CHECKING:
    from grafmint.bundle import Bundle
    from grafmint.environment import Version
    from grafmint.finding import Finding


class Checked(NamedTuple):
    """What was looked at, and what was found in it."""

    bundles: "Sequence[Bundle]"
    findings: "Sequence[Finding]"


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.envs("all of them")
@click.option("--grafana", metavar="VERSION", help="What an upgrade to this Grafana would break, such as 13.2.")
@click.option("--live", is_flag=True, help="With --grafana: all that the environment's server holds, not the code.")
@options.formats("text", "json", "markdown")
@options.config
@options.debug
def check(
    paths: tuple[Path, ...],
    envs: tuple[str, ...],
    grafana: str | None,
    live: bool,
    format_: str,
    config: Path,
    debug: bool,
) -> int:
    """Check the project, or any dashboard JSON.

    \b
    grafmint check                         every environment of the project
    grafmint check --env prod              one of them
    grafmint check exported/               files of no project
    grafmint check --grafana 13.2          what an upgrade would break in the code
    grafmint check --env prod --grafana 13.2 --live   and in all that is on the server
    """
    from grafmint.finding import has_errors

    started = time.perf_counter()
    refuse_env_of_files(paths, "envs")
    to = _version(grafana)
    if live:
        checked = _of_servers(paths, to, config, envs)
    elif paths:
        checked = _of_files(paths, to)
    else:
        checked = _of_code(config, envs, to, debug)
    _print(checked, started, format_)
    return 1 if has_errors(checked.findings) else 0


def _version(text: str | None) -> "Version | None":
    if text is None:
        return None
    from grafmint.cli.upgrading import version

    return version(text)


def _of_files(paths: tuple[Path, ...], to: "Version | None") -> Checked:
    from grafmint.workflow import check_files

    bundle, findings = check_files(files_of(paths))
    if to is not None:
        from grafmint.cli.upgrading import of_files

        findings = of_files(bundle, findings, to)
    return Checked([bundle], findings)


def _of_code(config: Path, envs: tuple[str, ...], to: "Version | None", debug: bool) -> Checked:
    from grafmint.finding import in_order
    from grafmint.workflow import build_all

    built = build_all(select(config, envs or ("*",)), debug=debug)
    found: Iterable[Finding] = (finding for each in built for finding in each.findings)
    if to is not None:
        from grafmint.cli.upgrading import of_code

        found = (finding for each in built for finding in of_code(each, to))
    return Checked([each.bundle for each in built], in_order(found))


def _of_servers(paths: tuple[Path, ...], to: "Version | None", config: Path, envs: tuple[str, ...]) -> Checked:
    from grafmint.cli.upgrading import of_servers

    if paths:
        raise click.UsageError("--live looks at a server, and files are on none: leave one of them out")
    if to is None:
        raise click.UsageError("--live says what an upgrade would break: add --grafana VERSION")
    return Checked(*of_servers(select(config, envs or ("*",)), to))


def _print(checked: Checked, started: float, format_: str) -> None:
    import attrs

    from grafmint.check import Size, size
    from grafmint.cli.report import out_style, print_document, result, say
    from grafmint.render.findings import findings_text, summary
    from grafmint.render.json import counts_json, findings_json
    from grafmint.render.markdown import findings_markdown

    findings, total = checked.findings, sum(map(size, checked.bundles), Size())
    line = summary(findings, total, time.perf_counter() - started)
    if format_ == "json":
        counts = {**counts_json(findings), **attrs.asdict(total)}
        print_document("findings", {"findings": findings_json(findings), "summary": counts})
    elif format_ == "markdown":
        result(findings_markdown(findings))
    else:
        result(findings_text(findings, out_style()) + f"{line}\n")
        return
    say(line)
