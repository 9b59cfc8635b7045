"""The command that shows dashboards without a Grafana: as one file, or as a page that follows each save."""

import time
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.group import EnvCommand
from grafmint.cli.stages import build_one, select_one

if TYPE_CHECKING:
    from grafmint.picture.theme import ThemeName
    from grafmint.preview import Session

_OUT = Path("preview.html")


@click.command(cls=EnvCommand)
@options.one_env
@click.option(
    "--select", multiple=True, metavar="WHAT", help="Only dashboard/GLOB, folder:UID or tag:NAME; repeatable."
)
@click.option(
    "--data",
    default="sample",
    show_default=True,
    metavar="SOURCE",
    help="Whose numbers are drawn: sample (made up), prometheus:URL, env:NAME (its Grafana) or saved:DIRECTORY.",
)
@click.option(
    "--theme", type=click.Choice(["dark", "light"]), default="dark", show_default=True, help="The theme of the panels."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=f"The file to write. Default: {_OUT}.")
@click.option("--serve", is_flag=True, help="Write nothing: serve the page to this machine, anew after each save.")
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="PORT", help="The port to serve on. Default: a free one."
)
@options.config
@options.debug
def preview(  # noqa: PLR0913, PLR0917  # click hands over each option as an argument
    env: str,
    select: tuple[str, ...],
    data: str,
    theme: "ThemeName",
    out: Path | None,
    serve: bool,
    port: int | None,
    config: Path,
    debug: bool,
) -> int:
    """Show the dashboards of an environment as a page of pictures, without a Grafana.

    \b
    grafmint preview                                  all of `local`, into preview.html
    grafmint preview --select 'dashboard/http-*'      some of them
    grafmint preview --data prometheus:http://localhost:9090
    grafmint preview --serve                          in the browser, anew after each save
    """  # noqa: D301  # \b keeps click from filling the examples
    from grafmint.data.source import instant, open_source
    from grafmint.preview import Session
    from grafmint.review.illustrate import Look
    from grafmint.selection import selection

    if serve and out is not None:
        raise click.UsageError("--serve writes no file: leave --out or --serve out")
    if port is not None and not serve:
        raise click.UsageError("--port is for --serve: leave it out, or add --serve")
    environment, chosen = select_one(config, env), selection(select)
    with open_source(data, partial(select_one, config)) as source:
        look = Look(now=instant(source, time.time_ns() // 1_000_000), themes=(theme,), format="svg")
        session = Session(config=config, environment=environment, select=chosen, source=source, look=look)
        if serve:
            _serve(session, port or 0)
        else:
            _write(session, out or _OUT, debug)
    return 0


def _write(session: "Session", out: Path, debug: bool) -> None:
    from grafmint.cli.report import result
    from grafmint.errors import TargetError
    from grafmint.preview import scene_of
    from grafmint.render.findings import number
    from grafmint.render.page import preview_page

    started = time.perf_counter()
    built = build_one(session.config, session.environment.name, debug)
    scene = scene_of(built, session.select, session.source, session.look)
    try:
        out.write_text(preview_page(scene.preview, scene.pictures), encoding="utf-8", newline="\n")
    except OSError as error:
        raise TargetError(f"{out} cannot be written: {error.strerror}", hint="choose another --out") from error
    counts = f"{number(len(scene.preview.boards), 'dashboard')}, {number(len(scene.pictures), 'picture')}"
    result(f"Wrote {counts} for {built.environment.name} to {out} ({time.perf_counter() - started:.1f} s).\n")


def _serve(session: "Session", port: int) -> None:
    from grafmint.cli.report import result, say
    from grafmint.preview import serving

    try:
        with serving(session, port, _tell) as url:
            result(f"{url} shows {session.environment.name} and follows each save; Ctrl-C ends it.\n")
            _wait()
    except KeyboardInterrupt:
        say("Ended.")


def _tell(session: "Session", seconds: float) -> None:
    """What came of a save, on the terminal too."""
    from grafmint.cli.report import err_style, say, show_findings
    from grafmint.errors import ProjectError
    from grafmint.render.findings import problem_text

    for problem in session.problems:
        if isinstance(problem, ProjectError):
            show_findings(problem.findings)
        else:
            click.echo(problem_text(problem.message, problem.hint, err_style()), err=True, nl=False)
    if not session.problems:
        say(f"Built and drawn in {seconds:.1f} s.")


def _wait() -> None:
    """Until somebody presses Ctrl-C."""
    never = Event()
    # Without an end some systems would not hear it.
    while not never.wait(1):
        pass
