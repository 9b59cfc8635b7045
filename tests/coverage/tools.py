"""Tools: promtool and amtool, which read what is built as Prometheus and Alertmanager would."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from grafmint.testing.rules import check_config, check_rules

from .alert import alerts
from .build import Output


def refused_by_promtool(output: Output) -> Iterator[str]:
    """What promtool says against the files of rules, or against Grafana's rules in the words of such a file."""
    files = {one.uid: one.json for one in output.of("prometheus-rules")}
    rules = [
        {"alert": one.name, "expr": f"({one.expr}) {one.op or '>'} {one.limit or 0}"}
        for one in alerts(Output(output.of("alert-rule")))
        if one.expr
    ]
    files |= {"grafana": {"groups": [{"name": "grafana", "rules": rules}]}} if rules else {}
    if not files:
        return
    with TemporaryDirectory(prefix="coverage-") as name:
        paths = [Path(name) / f"{at}.yml" for at in range(len(files))]
        for path, document in zip(paths, files.values(), strict=True):
            path.write_text(yaml.safe_dump(_plain(document)), encoding="utf-8")
        try:
            check_rules(*paths)
        except AssertionError as error:
            yield str(error)


def refused_by_amtool(output: Output) -> Iterator[str]:
    """What amtool says against a configuration of Alertmanager and the templates beside it."""
    for one in output.of("alertmanager"):
        with TemporaryDirectory(prefix="coverage-") as name:
            (Path(name) / "templates").mkdir()
            for template in output.of("alertmanager-template"):
                path = Path(name) / "templates" / f"{template.uid}.tmpl"
                path.write_text(template.json["template"], encoding="utf-8")
            whole = Path(name) / "alertmanager.yml"
            whole.write_text(yaml.safe_dump(_plain(one.json)), encoding="utf-8")
            try:
                check_config(whole)
            except AssertionError as error:
                yield str(error)


def _plain(value: object) -> object:
    """Without tuples, which YAML has none of."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
