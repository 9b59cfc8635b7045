"""Bad input: a name, what is written over a sound project, and what its error must say."""

from collections.abc import Mapping

import attrs

from tests.cli.runner import BOARD, IMPORTS, TOML

_PANEL = 'TimeSeries(title="Requests", queries=Query(expr="up"){})'
_BOARD = IMPORTS + 'load = Dashboard(uid="load", title="Load", panels=[{}])\n'
_JSON = TOML.replace('modules = ["boards"]', 'modules = ["boards"]\nsources = ["json/*"]')
_VALUES = TOML.replace('modules = ["boards"]', 'modules = ["boards"]\nvalues = "settings:Values"')
_CLASS = "import attrs\n\n\n@attrs.frozen(kw_only=True)\nclass Values:\n    error_ratio: float = 0.05\n"
SERVER = TOML + '\n[env.prod]\nurl = "https://grafana.example"\ndatasources = { metrics = "p" }\n'


@attrs.frozen(kw_only=True)
class Case:
    """One way to get it wrong; `says` are parts of the message, `at` its file and line."""

    files: Mapping[str, str]
    says: tuple[str, ...]
    at: tuple[str, ...] = ()
    command: tuple[str, ...] = ("build",)
    code: int = 1
    missing: tuple[str, ...] = ()


def _board(panels: str) -> dict[str, str]:
    return {"boards.py": _BOARD.format(panels)}


def _query(expr: str, rest: str = "") -> dict[str, str]:
    return _board(f"TimeSeries(title='Requests', queries=Query(expr={expr!r}{rest}))")


def _module(text: str) -> dict[str, str]:
    return {"boards.py": IMPORTS + text}


def _json(**files: str) -> dict[str, str]:
    return {"grafmint.toml": _JSON, **{f"json/{name.replace('_', '.', 1)}": text for name, text in files.items()}}


_GAUGE = 'Gauge(title="{}", queries=Query(expr="up"), grid=Grid(x={}, y=0, w=12, h=8))'
_MARKED = "@resources\ndef boards(env):\n"
_LOAD = 'Dashboard(uid="{}", title="{}")'

CASES = {
    "misspelt-option": Case(
        files=_board(_PANEL.format(", fill_opacitty=40")), says=("fill_opacitty", "fill_opacity"), at=("boards.py:3",)
    ),
    "misspelt-unit": Case(
        files=_board(_PANEL.format(", unit='reqpss'")), says=("reqpss", "reqps"), at=("boards.py:3",)
    ),
    "misspelt-enum": Case(
        files=_board(_PANEL.format(", stacking='norml'")), says=("norml", "'normal'"), at=("boards.py:3",)
    ),
    "overlap": Case(
        files=_board(f"\n    {_GAUGE.format('Left', 0)},\n    {_GAUGE.format('Right', 6)},\n"),
        says=("'Left' and 'Right' overlap",),
        at=("boards.py:5",),
    ),
    "unknown-datasource": Case(
        files=_query("up", ", datasource='metrcs'"), says=("metrcs", "did you mean 'metrics'?"), at=("boards.py:3",)
    ),
    "ambiguous-datasource": Case(
        files={"grafmint.toml": TOML.replace('metrics = "prometheus"', 'metrics = "prometheus"\nold = "prometheus"')},
        says=("metrics, old", 'write datasource="metrics"'),
        at=("boards.py:9",),
    ),
    "broken-promql": Case(files=_query("sum(rate(up[5m])"), says=("never closed", "   ^"), at=("boards.py:3",)),
    "undeclared-variable": Case(
        files=_module(
            'v = CustomVariable(name="instance", values=["a"])\n'
            'load = Dashboard(uid="load", title="Load", variables=[v], panels=[\n'
            '    TimeSeries(title="Up", queries=Query(expr=\'up{instance="$instnce"}\')),\n])\n'
        ),
        says=("unknown variable $instnce", "^^^^^^^^ did you mean $instance?"),
        at=("boards.py:5",),
    ),
    "one-uid-twice": Case(
        files={"boards.py": f"{IMPORTS}a = {_LOAD.format('x', 'A')}\nb = {_LOAD.format('x', 'B')}\n"},
        says=("'x' is also defined at boards.py:3",),
        at=("boards.py:4",),
    ),
    "one-title-twice": Case(
        files={"boards.py": f"{IMPORTS}a = {_LOAD.format('a', 'Load')}\nb = {_LOAD.format('b', 'load')}\n"},
        says=("has the title of 'a'", "and boards.py:3"),
        at=("boards.py:4",),
    ),
    "uids-alike": Case(
        files={"boards.py": f"{IMPORTS}a = {_LOAD.format('load', 'A')}\nb = {_LOAD.format('Load', 'B')}\n"},
        says=("differ only in case", "  and boards.py:"),
        at=("boards.py:",),
    ),
    "missing-environment": Case(
        files={}, command=("build", "--env", "locl"), says=("'locl'", "did you mean 'local'?", "has local"), code=64
    ),
    "undeclared-secret": Case(
        files={
            "grafmint.toml": SERVER,
            "boards.py": "from grafmint import BasicAuth, Secret, prometheus\n"
            'auth = BasicAuth(user="u", password=Secret(name="key"))\n'
            'metrics = prometheus.Datasource(name="metrics", url="http://p", auth=auth)\n',
        },
        command=("build", "--env", "prod"),
        says=("secret 'key' has no source", 'secrets = { key = { env = "KEY" } }'),
        at=("boards.py:3",),
    ),
    "module-raises": Case(
        files=_module("def half(x):\n    return 1 / x\n\n\nhalf(0)\n"), says=("ZeroDivisionError",), at=("boards.py:4",)
    ),
    "syntax-error": Case(files=_module("load = Dashboard(\n"), says=("'(' was never closed",), at=("boards.py:3",)),
    "module-exits": Case(files=_module("import sys\nsys.exit(0)\n"), says=("ends the process",), at=("boards.py:4",)),
    "import-error": Case(files=_module("import nowhere\n"), says=("'nowhere'",), at=("boards.py:3",)),
    "function-raises-midway": Case(
        files=_module(
            f"{_MARKED}    yield {_LOAD.format('A', 'x')}\n    yield {_LOAD.format('a', 'y')}\n    raise KeyError(1)\n"
        ),
        says=("KeyError", "differ only in case"),
        at=("boards.py:7",),
    ),
    "function-exits": Case(
        files=_module(f"{_MARKED}    raise SystemExit(0)\n"), says=("ends the process",), at=("boards.py:5",)
    ),
    "function-yields-nonsense": Case(
        files=_module(f"{_MARKED}    yield 'load'\n    yield 3\n"),
        says=("a str is no resource", "an int is no resource"),
        at=("boards.py:3",),
    ),
    "function-returns-nothing": Case(
        files=_module(f"{_MARKED}    {_LOAD.format('a', 'A')}\n"), says=("returns nothing",), at=("boards.py:3",)
    ),
    "function-takes-nothing": Case(
        files=_module("@resources\ndef boards():\n    return []\n"), says=("TypeError",), at=("boards.py:3",)
    ),
    "half-a-json-file": Case(
        files=_json(a_json='{\n  "uid": "a",\n  "title": '), says=("no JSON",), at=("json/a.json:3",)
    ),
    "empty-json-file": Case(files=_json(a_json="\n"), says=("the file is empty",), at=("json/a.json:1",)),
    "json-of-no-dashboard": Case(
        files=_json(a_json='{"name": "x"}', b_json="[1]"),
        says=("neither a title nor panels", "no dashboard but a list"),
        at=("json/a.json:1", "json/b.json:1"),
    ),
    "bad-yaml": Case(files=_json(a_yaml="uid: a\ntitle: [\n"), says=("not valid YAML",), at=("json/a.yaml:3",)),
    "duplicate-yaml": Case(
        files=_json(a_yaml="uid: a\ntitle: A\ntitle: B\n"), says=("'title' is written twice",), at=("json/a.yaml:3",)
    ),
    "schema-v2": Case(
        files=_json(
            a_json='{"apiVersion": "dashboard.grafana.app/v2alpha1", "metadata": {"name": "a"}, "spec": {}}',
            b_json='{"title": "B", "elements": {}, "layout": {}}',
        ),
        says=("v2alpha1 cannot be read yet", "schema v2 cannot be read yet", "classic model"),
        at=("json/a.json:1", "json/b.json:1"),
    ),
    "unknown-key": Case(
        files={"grafmint.toml": TOML.replace("modules", "module")},
        says=("project.module", "did you mean 'modules'?"),
        at=("grafmint.toml:3",),
    ),
    "no-project": Case(
        files={}, missing=("grafmint.toml",), says=("there is no grafmint.toml", "make a grafmint.toml")
    ),
    "no-module": Case(
        files={"grafmint.toml": TOML.replace('"boards"', '"bords"')},
        says=("no module 'bords'", "did you mean 'boards'?"),
        at=("grafmint.toml:3",),
    ),
    "no-source": Case(
        files={"grafmint.toml": _JSON.replace("json/*", "jsn/*.json")},
        says=("no file fits the source 'jsn/*.json'",),
        at=("grafmint.toml:4",),
    ),
    "no-values-class": Case(
        files={"grafmint.toml": _VALUES.replace(":Values", ":Value"), "settings.py": _CLASS},
        says=("no Value in settings", "did you mean 'Values'?"),
        at=("grafmint.toml:4",),
    ),
    "misspelt-value": Case(
        files={"grafmint.toml": _VALUES + "values = { eror_ratio = 1 }\n", "settings.py": _CLASS},
        says=("eror_ratio", "Values", "did you mean 'error_ratio'?"),
        at=("grafmint.toml:12",),
    ),
    "several-at-once": Case(
        files={
            "grafmint.toml": _JSON.replace('"boards"]', '"boards", "more"]'),
            "boards.py": IMPORTS + "1 / 0\n",
            "more.py": _BOARD.format("TimeSeries(title='A', queries=Query(expr='up{'))"),
            "json/a.json": "{",
        },
        says=("ZeroDivisionError", "the query is no PromQL", "no JSON"),
        at=("boards.py:3", "more.py:3", "json/a.json:1"),
    ),
    "usage-option": Case(files={}, command=("build", "--evn", "x"), says=("--evn", "--env", "--help"), code=64),
    "usage-command": Case(files={}, command=("buidl",), says=("'buidl'", "build"), code=64),
    "usage-other-tools-command": Case(files={}, command=("apply",), says=("'apply'", "'sync'"), code=64),
    "usage-init": Case(files={}, command=("init",), says=("'init'", "grafmint.toml"), code=64),
    "usage-environment-as-argument": Case(
        files={}, command=("plan", "prod"), says=("'prod'", "write --env prod"), code=64
    ),
    "usage-check-of-a-module": Case(
        files={}, command=("check", "boards.py"), says=("is a Python module", "without a path"), code=64
    ),
    "misspelt-parameter": Case(
        files=_module("above(warn=1)\n"), says=("'warn'", "did you mean 'warning'?"), at=("boards.py:3",)
    ),
    "misspelt-plugin": Case(
        files={"grafmint.toml": TOML.replace('"prometheus"', '"Prometheus"')},
        says=("datasources.metrics", "did you mean 'prometheus'?"),
        at=("grafmint.toml:6",),
    ),
    "module-as-a-file": Case(
        files={"grafmint.toml": TOML.replace('"boards"', '"boards.py"')},
        says=("'boards.py'", 'write "boards"'),
        at=("grafmint.toml:3",),
    ),
    "usage-several-environments": Case(
        files={"grafmint.toml": SERVER}, command=("doctor", "--env", "*"), says=("local, prod", "takes one"), code=64
    ),
    "no-server-there": Case(
        files={"grafmint.toml": SERVER.replace("https://grafana.example", "http://127.0.0.1:9")},
        command=("plan", "--env", "prod"),
        says=("http://127.0.0.1:9", "refused"),
    ),
    "no-token": Case(
        files={"grafmint.toml": SERVER + 'token = { env = "GRAFMINT_TEST_NO_TOKEN" }\n'},
        command=("sync", "--env", "prod", "--yes"),
        says=("token of prod", "GRAFMINT_TEST_NO_TOKEN is not set"),
        code=3,
    ),
}
assert BOARD  # every case is written over a project with this board
