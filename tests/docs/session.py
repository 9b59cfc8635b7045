"""A reader at work: writes the files of a page, types its commands, and compares what comes back."""

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from grafmint.loading.modules import ProjectFinder
from tests.cli.runner import Project
from tests.docs.answer import fits, normal
from tests.docs.page import Block
from tests.docs.site import Site

#: What the project's folder is called on the pages.
HOME = "/home/you/boards"
#: What the pages call the last run.
RUN = "4f2a"
#: Commands that a page shows and the tests leave to the reader: they install, or they start a server.
LEFT_OUT = ("mkdir", "cd", "python3", ".", "pip", "make", "docker", "GF_PATHS_PROVISIONING", "~/grafana/bin/grafana")
#: Commands that run as they stand.
SHELL = ("cat", "find", "git", "rm", "sed")

# This repository has packages with the names that projects use, and stands in the path when it is installed for
# development. A reader has only grafmint there.
_PYTEST = (
    "import sys, grafmint, pytest; from pathlib import Path; home = Path(grafmint.__file__).parents[1];"
    "sys.path[:] = [each for each in sys.path if not each or Path(each) != home]; sys.exit(pytest.main(sys.argv[1:]))"
)
_ANSWER = re.compile(r"(?:\[y/N\]|to go on): (\w+)$", re.MULTILINE)

# Where one of them is set, pytest shortens none of its answers. A page shows what a reader sees at home.
_ON_CI = ("CI", "BUILD_NUMBER")

#: What the pages write in the place of a token; the comment behind it says whose it is.
_TOKEN = re.compile(r"glsa_…  # of an account with the role (\w+)(, on the other Grafana)?")


class Typing(io.StringIO):
    """A keyboard whose owner types these answers, seen on the screen as on a terminal."""

    def __init__(self, answers: list[str], screen: io.StringIO) -> None:
        super().__init__()
        self.answers = answers
        self.screen = screen

    def isatty(self) -> bool:
        return bool(self.answers)

    def readline(self, *_: Any) -> str:  # type: ignore[override]  # of bytes, says the base of all streams
        line = f"{self.answers.pop(0)}\n" if self.answers else ""
        self.screen.write(line)
        return line


@attrs.define
class Session:
    """A project's folder, the Grafana beside it, and the exit code of the last command."""

    root: Path
    site: Site | None = None
    code: int = 0
    names: dict[str, Any] = attrs.field(factory=dict)

    def take(self, block: Block) -> str | None:
        """Do what a block says; the block as it should be, where a command answers otherwise than it shows."""
        if block.happening is not None and self.site is not None:
            self.site.happen(block.happening, self.root)
        if block.language == "console":
            return self._console(block)
        if block.language == "pycon":
            self._interpret(block)
        elif block.language == "diff":
            self._change(block)
        elif block.path is not None:
            self._write(block)
        elif block.language == "python":
            exec(compile(block.text, block.where, "exec"), self.names)  # noqa: S102  # the page's own code
        elif block.language == "toml":
            tomllib.loads(block.text)
        return None

    def files(self) -> dict[str, str]:
        """Every file of the project that a page has written, by its path."""
        paths = (path for path in sorted(self.root.rglob("*")) if path.is_file() and path.suffix != ".pyc")
        return {path.relative_to(self.root).as_posix(): path.read_text(encoding="utf-8") for path in paths}

    def put(self, files: Mapping[str, str]) -> None:
        """Write files before the page begins."""
        Project(self.root).write({path: self._within(text) for path, text in files.items()})

    def _write(self, block: Block) -> None:
        assert block.path is not None
        file = self.root / block.path
        file.parent.mkdir(parents=True, exist_ok=True)
        old = f"{file.read_text(encoding='utf-8')}\n" if block.is_added else ""
        file.write_text(old + self._within(block.text), encoding="utf-8")

    def _change(self, block: Block) -> None:
        assert block.path is not None, f"{block.where}: of which file?"
        file = self.root / block.path
        text, lines = file.read_text(encoding="utf-8"), self._within(block.text).splitlines(keepends=True)
        before = "".join(line[1:] or "\n" for line in lines if not line.startswith("+"))
        after = "".join(line[1:] or "\n" for line in lines if not line.startswith("-"))
        assert text.count(before) == 1, f"{block.where}: these lines stand {text.count(before)} times:\n{before}"
        file.write_text(text.replace(before, after), encoding="utf-8")

    def _interpret(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, self.names, block.where, None, block.line - 1)
        said: list[str] = []
        failed, _ = doctest.DocTestRunner(verbose=False).run(test, out=said.append, clear_globs=False)
        self.names.update(test.globs)
        assert not failed, "".join(said)

    def _console(self, block: Block) -> str | None:
        shown = re.findall(r"^\$ ([^\n]+)\n((?:(?!\$ )[^\n]*\n)*)", block.text, re.MULTILINE)
        assert "".join(f"$ {command}\n{answer}" for command, answer in shown) == block.text, block.where
        right, said = True, ""
        for command, expected in shown:
            actual = self._type(command, _ANSWER.findall(expected))
            actual = expected if actual is None else actual
            is_right = fits(expected, actual, self._names)
            right &= is_right
            said += f"$ {command}\n{expected if is_right else normal(actual, self._names)}"
        return None if right else said

    def _type(self, command: str, answers: list[str]) -> str | None:
        """What a command answers; None for one that is left to the reader."""
        words = shlex.split(command, comments=True)
        if words[0] == "export":
            return self._export(command)
        if words == ["echo", "$?"]:
            return f"{self.code}\n"
        if words[0] == "grafmint":
            return self._grafmint(words[1:], answers)
        if words[:3] == ["python", "-m", "pytest"]:
            return self._run([sys.executable, "-c", _PYTEST, *words[3:]])
        if words[0] in SHELL:
            return self._run(["sh", "-c", command])
        assert words[0].partition("=")[0] in LEFT_OUT, f"nobody runs {command!r}: add it to SHELL or LEFT_OUT"
        return None

    def _export(self, command: str) -> str:
        name, _, value = command.removeprefix("export ").partition("=")
        token = _TOKEN.fullmatch(value)
        if token is not None:
            assert self.site is not None
        if token is not None and self.site is not None:
            value = self.site.token(token[1], of_other=token[2] is not None)
        os.environ[name] = value
        return ""

    def _grafmint(self, words: list[str], answers: list[str]) -> str:
        screen = io.StringIO()
        words = [_last_run(self.root) if word == RUN else word for word in words]
        arguments = [found for word in words for found in _expanded(word, self.root)]
        ran = Project(self.root).run(*arguments, stdin=Typing(answers, screen), out=screen, err=screen)
        self.code = ran.code
        return screen.getvalue()

    def _within(self, text: str) -> str:
        return text if self.site is None else self.site.within(text)

    @property
    def _names(self) -> dict[str, str]:
        return {str(self.root): HOME, **({} if self.site is None else self.site.names)}

    def _run(self, words: list[str]) -> str:
        env = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
        env = {name: value for name, value in env.items() if not name.startswith("PYTEST") and name not in _ON_CI}
        ran = subprocess.run(
            words, cwd=self.root, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        self.code = ran.returncode
        return ran.stdout


@contextlib.contextmanager
def own_modules(root: Path) -> Iterator[None]:
    """Give back the modules and the paths of this process that a project below `root` takes over."""
    path, modules, finder = list(sys.path), dict(sys.modules), ProjectFinder.root
    try:
        yield
    finally:
        for name, module in list(sys.modules.items()):
            homes = [getattr(module, "__file__", None), *getattr(module, "__path__", ())]
            if name not in modules and any(Path(home).is_relative_to(root) for home in homes if home):
                del sys.modules[name]
        sys.modules.update(modules)
        sys.path[:], ProjectFinder.root = path, finder


def _last_run(root: Path) -> str:
    """The id of the last run of any environment."""
    kept = sorted(root.glob(".grafmint/runs/*/*.json"), key=lambda path: path.stat().st_mtime_ns)
    return kept[-1].stem


def _expanded(word: str, root: Path) -> list[str]:
    found = sorted(path.relative_to(root).as_posix() for path in root.glob(word)) if "/" in word else []
    return found or [word]
