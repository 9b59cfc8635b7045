"""Same input, same bytes, on any machine."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

MODULE = '''\
"""A board with whatever could depend on a hash, a clock or a place."""
from grafmint import CustomVariable, Dashboard, Folder, Override, Row, Stat, TimeSeries
from grafmint import above, by_name, loki, prometheus

folder = Folder(uid="f", title="Größe")
datasource = prometheus.Datasource(name="metrics", url="http://a")
logs = loki.Datasource(name="logs", url="http://b")
NAMES = {"one", "two", "three", "four"}
board = Dashboard(
    uid="a",
    title="日本",
    folder=folder,
    tags=sorted(NAMES),
    variables=CustomVariable(name="size", values={name: name.upper() for name in sorted(NAMES)}),
    rows=Row(
        title="R",
        panels=[
            TimeSeries(
                title=name,
                queries=[prometheus.Query(expr="up"), loki.Query(expr="{}")],
                thresholds=above(warning=0.1, critical=80.0),
                overrides=Override(matcher=by_name(name), unit="s", decimals=2, properties={"custom.a": 1, "b": {}}),
            )
            for name in sorted(NAMES)
        ]
        + [Stat(title="S")],
    ),
)
'''

SCRIPT = """\
import sys
from pathlib import Path

from grafmint.compile import compile_project
from grafmint.environment import Directory, Environment
from grafmint.loading import load_project

environment = Environment(
    name="test", project="p", root=Path(sys.argv[1]), target=Directory(Path("out")), modules=("same_bytes",)
)
bundle = compile_project(load_project(environment))
assert not bundle.findings, bundle.findings
for entry in bundle:
    sys.stdout.buffer.write(entry.document)
"""


def written(root: Path, cwd: Path, variables: Mapping[str, str]) -> bytes:
    """The documents of the project as a process of its own writes them."""
    environment = {**os.environ, **variables}
    command = [sys.executable, "-W", "error", "-c", SCRIPT, str(root)]
    return subprocess.run(command, check=True, capture_output=True, cwd=cwd, env=environment, timeout=60).stdout


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "Asia/Tokyo"},
        {"TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONUTF8": "0", "PYTHONOPTIMIZE": "1", "HOME": "/nonexistent", "NO_COLOR": "1"},
    ],
    ids=" ".join,
)
def test_the_process_does_not_matter(tmp_path: Path, variables: dict[str, str]) -> None:
    """Neither hash seed, time zone, language, optimisation nor working directory; nor the project's own place."""
    documents = []
    for name, around in (("one", {"PYTHONHASHSEED": "0", "TZ": "UTC"}), ("another/place", variables)):
        root = tmp_path / name
        root.mkdir(parents=True)
        (root / "same_bytes.py").write_text(MODULE, encoding="utf-8")
        documents.append(written(root, tmp_path if name == "one" else root, around))
    assert documents[0].count(b"schemaVersion") == 1
    assert hashlib.sha256(documents[0]).hexdigest() == hashlib.sha256(documents[1]).hexdigest()
