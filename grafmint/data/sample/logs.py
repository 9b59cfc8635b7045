"""Made-up logs: what a Loki might answer, lines with levels, or numbers of them."""

import re

from grafmint.data.answer import Answer
from grafmint.data.ask import Ask
from grafmint.data.frame import Field, Frame
from grafmint.data.sample.example import example
from grafmint.data.sample.labels import fits, known_name, label_sets, values_of
from grafmint.data.sample.metrics import series
from grafmint.data.sample.seed import Seed, seed_of
from grafmint.data.target import Target
from grafmint.pattern import matches
from grafmint.promql.place import STAND_IN
from grafmint.promql.reading import Condition, Reading
from grafmint.promql.strings import STRING

_MATCHER = re.compile(rf"(?<!\w)(\w++)\s*+(=~|!~|!=|=)\s*({STRING})")
_SELECTOR = re.compile(r"\{([^{}]*)\}")
_GROUPS = re.compile(r"\b(?:by)\s*\(([^)]*)\)")
_FUNCTION = re.compile(r"\b([a-z_]+)\s*(?:by\s*\([^)]*\)\s*)?\(")
_FILTER = re.compile(rf"(\|=|\|~|!=|!~)\s*({STRING})")
_LINES = (
    ("info", 'msg="request completed" method=GET path=/api/orders status=200 duration=42ms'),
    ("info", 'msg="request completed" method=POST path=/api/items status=201 duration=87ms'),
    ("info", 'msg="user signed in" session=8f3a'),
    ("debug", 'msg="cache hit" key=items:42'),
    ("warn", 'msg="slow query" table=orders duration=1.8s'),
    ("info", 'msg="job finished" queue=mail count=12'),
    ("error", 'msg="request failed" method=GET path=/api/orders status=503 error="upstream timed out"'),
    ("info", 'msg="request completed" method=GET path=/ status=200 duration=9ms'),
)
_MOST = 60
#: What is longer tells no more, and takes long to be looked through.
_LONGEST = 10_000


def logs(target: Target, ask: Ask) -> Answer:
    """What a Loki might answer."""
    expr = str(target.query.get("expr") or "").strip()[:_LONGEST]
    if not expr:
        return Answer()
    reading = _reading(expr)
    if not expr.startswith("{"):
        return Answer(frames=tuple(series(target, ask, reading, seed_of(target, ask, _stream, "expr"))))
    return Answer(frames=(log_frame(target, ask, reading, expr, seed_of(target, ask, _stream, "expr")),))


def _stream(target: Target) -> str:
    """The first matcher of a query: others may be added later."""
    found = _MATCHER.search(str(target.query.get("expr") or "")[:_LONGEST])
    return found[0] if found else ""


def log_frame(target: Target, ask: Ask, reading: Reading, searched: str, seed: Seed | None = None) -> Frame:
    """Lines, the newest first; a line that is searched for has what is searched for in it."""
    random = (seed or Seed(searched)).own()
    streams = label_sets(reading)
    asked = target.query.get("maxLines")
    count = min(asked, _MOST) if isinstance(asked, int) and asked > 0 else _MOST
    moments = sorted((ask.end - int(random.random() * ask.length) for _ in range(count)), reverse=True)
    known = _of_levels(_lines(searched), reading)
    chosen = [known[int(random.random() * len(known))] for _ in moments]
    labels = [{**streams[int(random.random() * len(streams))], "level": level} for level, _ in chosen]
    stamps = [str(moment * 1_000_000) for moment in moments]
    fields = (
        Field(name="labels", type="other", values=tuple(labels)),
        Field(name="Time", type="time", values=tuple(moments)),
        Field(name="Line", type="string", values=tuple(line for _, line in chosen)),
        Field(name="tsNs", type="string", values=tuple(stamps)),
        Field(name="id", type="string", values=tuple(f"{stamp}_{n}" for n, stamp in enumerate(stamps))),
    )
    meta = {"preferredVisualisationType": "logs", "custom": {"frameType": "LabeledTimeValues"}}
    return Frame(fields=fields, ref_id=target.ref_id, meta=meta)


def _lines(expr: str) -> list[tuple[str, str]]:
    """The levels and lines that a query lets through; where it is none of ours, each with what it looks for."""
    filters = [(operator, _text(literal)) for operator, literal in _FILTER.findall(_SELECTOR.sub("", expr))]
    lines = [(level, f"level={level} {text}") for level, text in _LINES]
    fitting = [each for each in lines if all(_passes(each[1], operator, text) for operator, text in filters)]
    if fitting:
        return fitting
    wanted = [(operator, text) for operator, text in filters if operator.startswith("|")]
    words = "".join(f" {text if operator == '|=' else example(text)}" for operator, text in wanted)
    return [(level, f"{text}{words}") for level, text in lines]


def _passes(line: str, operator: str, text: str) -> bool:
    if operator in {"|=", "!="}:
        return (text in line) == (operator == "|=")
    return matches(text, line, whole=False) is (operator == "|~")


def _text(literal: str) -> str:
    """What a string says: backslashes are signs of its own in quotes alone."""
    return literal[1:-1] if literal.startswith("`") else re.sub(r"\\(.)", r"\1", literal[1:-1])


def _of_levels(lines: list[tuple[str, str]], reading: Reading) -> list[tuple[str, str]]:
    """The lines of the levels that a query asks for; where we have none of them, errors by the name that it has."""
    asked = [each for each in reading.conditions if known_name(each.label) == "level"]
    asked = [each for each in asked if not STAND_IN.search(each.value)]
    fitting = [line for line in lines if all(fits(line[0], each) for each in asked)]
    if fitting or not asked:
        return fitting
    name = values_of(asked[0].label, asked)[0]
    worst = [line for line in lines if line[0] == "error"] or lines
    return [(name, text.replace(f"level={level}", f"level={name}")) for level, text in worst]


def _reading(expr: str) -> Reading:
    """What can be told of LogQL, which has PromQL's groups and matchers."""
    selected = " ".join(_SELECTOR.findall(expr))
    conditions = tuple(Condition(name, operator, text[1:-1]) for name, operator, text in _MATCHER.findall(selected))
    given = tuple(dict.fromkeys(each.label for each in conditions if each.operator in {"=", "=~"}))
    groups = _GROUPS.search(expr)
    functions = tuple(_FUNCTION.findall(re.sub(STRING, "", expr)))
    labels: tuple[str, ...] = given
    if groups is not None:
        labels = tuple(name.strip() for name in groups[1].split(",") if name.strip())
    elif {"sum", "avg", "max", "min", "count"} & set(functions):
        labels = ()
    return Reading(metrics=("log_lines",), conditions=conditions, labels=labels, functions=functions)
