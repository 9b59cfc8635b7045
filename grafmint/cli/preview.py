"""The command that shows dashboards without a Grafana: as one file, or as a page that follows each save."""

import time
from functools import partial
from pathlib import Path
from shlex import quote
from threading import Event
from typing import TYPE_CHECKING

import click

from grafmint.cli import options
from grafmint.cli.stages import files_of, refuse_env_of_files, select_one

if TYPE_CHECKING:
    from grafmint.picture.theme import ThemeName
    from grafmint.preview import Scene, Session
    from grafmint.render.page import Preview

_OUT = Path("preview.html")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.one_env
@click.option(
    "--select", multiple=True, metavar="WHAT", help="Only dashboard/GLOB, folder:UID or tag:NAME; repeatable."
)
@options.data
@options.theme
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help=f"The file to write. Default: {_OUT}.")
@click.option("--serve", is_flag=True, help="Write nothing: serve the page to this machine, anew after each save.")
@click.option(
    "--port", type=click.IntRange(1, 65535), metavar="PORT", help="The port to serve on. Default: a free one."
)
@options.config
@options.debug
def preview(  # noqa: PLR0913, PLR0917  # click hands over each option as an argument
    paths: tuple[Path, ...],
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
    """Show the dashboards of PATHS, or of an environment, as a page of pictures, without a Grafana.

    \b
    grafmint preview                                  all of `local`, into preview.html
    grafmint preview --select 'dashboard/http-*'      some of them
    grafmint preview --data prometheus:http://localhost:9090
    grafmint preview --serve                          in the browser, anew after each save
    grafmint preview exported/                        files of no project
    """  # noqa: D301  # \b keeps click from filling the examples
    from grafmint.data.source import instant, open_source
    from grafmint.preview import Session, scene_of, scene_of_files
    from grafmint.review.illustrate import Look
    from grafmint.selection import selection
    from grafmint.workflow import build_all

    _refuse(paths, serve=serve, out=out, port=port)
    started, chosen = time.perf_counter(), selection(select)
    environment = None if paths else select_one(config, env)
    with open_source(data, partial(select_one, config)) as source:
        look = Look(now=instant(source, time.time_ns() // 1_000_000), themes=(theme,), format="svg")
        if environment is None:
            scene = scene_of_files(files_of(paths), chosen, source, look)
        elif serve:
            session = Session(config=config, environment=environment, select=chosen, source=source, look=look)
            _serve(session, port or 0)
            return 0
        else:
            [built] = build_all([environment], debug=debug)
            scene = scene_of(built, chosen, source, look)
        return _write(scene, out or _OUT, started)


def _refuse(paths: tuple[Path, ...], *, serve: bool, out: Path | None, port: int | None) -> None:
    """Raise UsageError for options that say nothing together."""
    from grafmint.errors import UsageError

    if serve and out is not None:
        raise click.UsageError("--serve writes no file: leave --out or --serve out")
    if port is not None and not serve:
        raise click.UsageError("--port is for --serve: leave it out, or add --serve")
    if paths and serve:
        raise click.UsageError("--serve follows a project: leave the paths or --serve out")
    refuse_env_of_files(paths)
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no file {path}", hint=f"an environment is named by --env {quote(str(path))}")


def _write(scene: "Scene", out: Path, started: float) -> int:
    from grafmint.cli.report import result, say, show_findings
    from grafmint.errors import TargetError
    from grafmint.finding import has_errors
    from grafmint.render.findings import number, stopped
    from grafmint.render.page import preview_page

    preview = scene.preview
    show_findings(preview.findings)
    try:
        out.write_text(preview_page(preview, scene.pictures), encoding="utf-8", newline="\n")
    except OSError as error:
        raise TargetError(f"{out} cannot be written: {error.strerror}", hint="choose another --out") from error
    counts = f"{number(len(preview.boards), 'dashboard')}, {number(len(scene.pictures), 'picture')}"
    whose = f" for {preview.environment}" if preview.environment is not None else ""
    result(f"Wrote {counts}{whose} to {out} ({time.perf_counter() - started:.1f} s).\n")
    if not has_errors(preview.findings):
        return 0
    say(stopped(preview.findings, _undrawn(preview)))
    return 1


def _undrawn(preview: "Preview") -> str:
    """What the errors in files of others keep from the page."""
    from grafmint.render.findings import number

    drawn = {board.file.file for board in preview.boards if board.file is not None}
    errors = [each for each in preview.findings if each.severity == "error" and each.kind is None]
    lost = {each.place.file for each in errors if each.place is not None} - drawn
    return f"{number(len(lost), 'file is', 'files are')} not drawn" if lost else "Drawn all the same"


def _serve(session: "Session", port: int) -> None:
    from grafmint.cli.report import result, say
    from grafmint.preview import serving

    def opened(url: str) -> None:
        result(f"{url} shows {session.environment.name} and follows each save; Ctrl-C ends it.\n")

    try:
        with serving(session, port, _tell, opened):
            _wait()
    except KeyboardInterrupt:
        say("Ended.")


def _tell(session: "Session", seconds: float) -> None:
    """What came of a save, on the terminal too."""
    from grafmint.cli.report import err_style, say, show_stopped
    from grafmint.errors import ProjectError
    from grafmint.render.findings import problem_text

    for problem in session.problems:
        if isinstance(problem, ProjectError):
            show_stopped(problem.findings, "Not drawn anew")
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
