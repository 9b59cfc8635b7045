"""The command as a process, on a copy of the project with one environment, at a server of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from grafmint.environment import Environment
from grafmint.testing import Grafana

from .build import Output
from .deeds import Files

ROOT = Path(__file__).parents[2]
_TOKEN = "COVERAGE_TOKEN"  # noqa: S105 - the name of a variable
_SECRET = "COVERAGE_SECRET"  # noqa: S105 - likewise
_MODULES = ("alerting", "dashboards", "datasources", "systems")
#: What says where an environment is, and who may go there.
_WHERE = (
    *("directory", "url", "token", "user", "password", "org", "tls", "timeout", "protected", "locked", "secrets"),
    *("owns_policies",),
)
_PLACEHOLDER = re.compile(r'"\$([A-Z_][A-Z0-9_]*)"')


@attrs.frozen
class Ran:
    """What a run of the command came to."""

    code: int
    out: str
    err: str


@attrs.frozen
class Copy:
    """A copy of the project's modules in a folder, for one environment and the secrets that its documents name."""

    environment: Environment
    output: Output = attrs.field(repr=False)
    folder: Path

    def __attrs_post_init__(self) -> None:
        for name in _MODULES:
            shutil.copytree(ROOT / name, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"))

    def done(self, grafana: Grafana, *arguments: str, seed: str = "0", modules: tuple[str, ...] = ()) -> Ran:
        """A run that has to succeed; `seed` is that of Python's hashes, `modules` are more of them."""
        ran = self.run(grafana, *arguments, seed=seed, modules=modules)
        assert ran.code == 0, f"grafmint {' '.join(arguments)}: {ran.out}{ran.err}"
        return ran

    def run(
        self,
        grafana: Grafana,
        *arguments: str,
        token: str | None = None,
        seed: str = "0",
        modules: tuple[str, ...] = (),
    ) -> Ran:
        """A run with the server's token or another one."""
        config = _config(self.environment, self.output, grafana.url, modules)
        (self.folder / "grafmint.toml").write_text(config, encoding="utf-8")
        secrets = {_TOKEN: token or grafana.token, _SECRET: "https://secret.example/x"}
        done = subprocess.run(
            [sys.executable, "-B", "-m", "grafmint", *arguments, "--env", self.environment.name],
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env={**os.environ, **secrets, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            timeout=120,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    def files(self, name: str) -> Files:
        """What lies below a folder in it."""
        top = self.folder / name
        paths = sorted(path for path in top.rglob("*") if path.is_file())
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in paths}


def _config(environment: Environment, output: Output, url: str, modules: tuple[str, ...]) -> str:
    """The project's file with this environment alone, at another server, and its secrets from elsewhere."""
    whole = tomllib.loads((environment.root / "grafmint.toml").read_text(encoding="utf-8"))
    own = {key: value for key, value in whole["env"][environment.name].items() if key not in _WHERE}
    where = {
        "url": url,
        "token": {"env": _TOKEN},
        "secrets": {name: {"env": _SECRET} for name in _secrets(environment, output)},
        # The server is new: nobody else has routes on it.
        "owns_policies": True,
    }
    whole["env"] = {environment.name: {**own, **where}}
    (owner,) = [one for one in (whole["env"][environment.name], whole["project"]) if "modules" in one][:1]
    owner["modules"] = [*owner["modules"], *modules]
    return "".join(f"{key} = {_toml(value)}\n" for key, value in whole.items())


def _secrets(environment: Environment, output: Output) -> Iterator[str]:
    """Those that are declared, and those that documents have placeholders of."""
    found = _PLACEHOLDER.findall(json.dumps([one.json for one in output.documents]))
    yield from sorted({*environment.secrets, *(name.lower() for name in found)})


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(key)} = {_toml(one)}' for key, one in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
