"""Made-up rows: what a database might answer to SQL, by the columns that the query selects."""

import re
from collections.abc import Iterator
from itertools import pairwise

import attrs

from grafmint.data.answer import Answer
from grafmint.data.ask import Ask
from grafmint.data.frame import Field, Frame
from grafmint.data.sample.labels import known_values
from grafmint.data.sample.scale import Scale, scale_in
from grafmint.data.sample.seed import seed_of
from grafmint.data.sample.wave import wave
from grafmint.data.target import Target
from grafmint.promql.reading import Reading

_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_SELECT = re.compile(r"\bselect\b(?:\s+distinct\b)?", re.IGNORECASE)
_ALIAS = re.compile(r"\bas\s+([\"'`]?)([\w ]+?)\1\Z|[\w)\"]\s+([\"'`]?)((?!end\b)\w+)\3\Z", re.IGNORECASE)
_TIME = re.compile(r"\$__(?:unixEpochGroup|unixEpoch|timeGroup|timeEpoch|time)\w*\s*\(|\A\"?time\"?\Z", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b(?:count|sum|avg|min|max|round|extract|stddev|percentile_cont|abs|coalesce)\s*\(|[-+*/]|\A[\d.]+\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bcount\s*\(", re.IGNORECASE)
_NUMBERS = re.compile(
    r"count|total|sum|avg|amount|price|value|rate|ratio|percent|size|bytes|seconds|duration|ms\b|number|qty|quantity"
    r"|score|age|max|min|mean|p\d\d|revenue|orders\b|sales|rows|calls|hits|reads|writes|connections|lag",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+([\w.\"`]+)", re.IGNORECASE)
_LIMIT = re.compile(r"\blimit\s+(\d+)", re.IGNORECASE)
_ROWS, _SERIES = 8, 3
#: What is longer tells no more, and takes long to be looked through.
_LONGEST = 10_000


@attrs.frozen
class Column:
    """One column of an answer; `counts` says that it holds numbers of things."""

    name: str
    kind: str
    counts: bool = False


def rows(target: Target, ask: Ask) -> Answer:
    """What a database might answer."""
    sql = _COMMENT.sub(" ", str(target.query.get("rawSql") or "")[:_LONGEST])
    if not sql.strip():
        return Answer()
    columns = tuple(_columns(sql))
    if not columns:
        return Answer(problem=f"there is no sample for query {target.ref_id}: its columns are not written in it")
    # The page has written 0 for series in older versions.
    over_time = target.query.get("format") in {"time_series", 0} and any(each.kind == "time" for each in columns)
    frame = _over_time(target, ask, columns) if over_time else _table(target, ask, columns, sql)
    return Answer(frames=(frame,))


def _columns(sql: str) -> Iterator[Column]:
    """The columns of the last SELECT that is in no brackets: those before it are of common tables."""
    flat = _flat(sql)
    starts = [found.end() for found in _SELECT.finditer(flat)]
    if not starts:
        return
    start = starts[0]
    end = re.compile(r"\bfrom\b|\bunion\b|;|\Z", re.IGNORECASE).search(flat, start)
    until = end.start() if end else len(sql)
    cuts = [start - 1, *(place for place in range(start, until) if flat[place] == ","), until]
    for before, after in pairwise(cuts):
        text = sql[before + 1 : after].strip()
        if text and not text.endswith("*"):
            yield _column(text)


def _flat(sql: str) -> str:
    """The text with blanks in the place of all that is in brackets or quotes, so that places stay the same."""
    depth, quote, kept = 0, "", []
    for sign in sql:
        depth -= sign == ")" and not quote
        kept.append(" " if depth > 0 or quote else sign)
        depth += sign == "(" and not quote
        if sign in "'\"`":
            quote = "" if quote == sign else quote or sign
    return "".join(kept)


def _column(text: str) -> Column:
    alias = _ALIAS.search(text)
    name = alias[2] or alias[4] if alias else text.rpartition(".")[2].strip("\"`'[] ")
    written = text[: alias.start() + 1].strip() if alias else text
    if _TIME.search(written) or name.lower() in {"time", "time_sec"}:
        return Column("time" if "$__time" in text and not alias else name, "time")
    if _NUMBER.search(written.replace("*)", ")")) or _NUMBERS.search(name):
        return Column(name, "number", counts=bool(_COUNTED.search(written)))
    return Column(name, "string")


def _scale(target: Target, ask: Ask, column: Column) -> Scale:
    reading = Reading(functions=("count_over_time",) if column.counts else ())
    return scale_in(ask, target.ref_id, reading, column.name)


def _table_name(target: Target) -> str:
    """What the rows are of, as far as the query says it."""
    found = _FROM.search(str(target.query.get("rawSql") or "")[:_LONGEST])
    return found[1] if found else ""


def _over_time(target: Target, ask: Ask, columns: tuple[Column, ...]) -> Frame:
    """A wide frame: a column of times, and of each number one for each text beside it."""
    step = max(ask.interval_ms, ask.length // max(ask.max_points, 1), 1)
    times = list(range(ask.start // step * step, ask.end + 1, step))
    texts = [column for column in columns if column.kind == "string"]
    sets: list[dict[str, str]] = [{}]
    if texts:
        sets = [{each.name: _text(each, place) for each in texts} for place in range(_SERIES)]
    fields = [Field(name="time", type="time", values=tuple(times))]
    seed = seed_of(target, ask, _table_name, "rawSql")
    for column in (each for each in columns if each.kind == "number"):
        scale = _scale(target, ask, column)
        for place, labels in enumerate(sets):
            own = seed.own(column.name, *sorted(labels.items()))
            values = tuple(wave(seed.common(), own, scale.of_series(place), times))
            fields.append(Field(name=column.name, type="number", values=values, labels=labels))
    return Frame(fields=tuple(fields), ref_id=target.ref_id, meta={"type": "timeseries-wide"})


def _table(target: Target, ask: Ask, columns: tuple[Column, ...], sql: str) -> Frame:
    limit = _LIMIT.search(sql)
    only_numbers = all(column.kind == "number" for column in columns)
    count = 1 if only_numbers and "group by" not in sql.lower() else min(_ROWS, int(limit[1]) if limit else _ROWS)
    fields = tuple(_cells(target, ask, column, count) for column in columns)
    return Frame(fields=fields, ref_id=target.ref_id)


def _cells(target: Target, ask: Ask, column: Column, count: int) -> Field:
    if column.kind == "time":
        step = ask.length // max(count, 1)
        return Field(name=column.name, type="time", values=tuple(ask.start + place * step for place in range(count)))
    if column.kind == "string":
        return Field(name=column.name, type="string", values=tuple(_text(column, place) for place in range(count)))
    random, scale = seed_of(target, ask, _table_name, "rawSql").own(column.name), _scale(target, ask, column)
    ranges = [(scale.low, scale.high), *(zone.inner(scale.ceiling) for zone in scale.crossed)]
    chosen = (ranges[-1 - place % len(ranges)] for place in range(count))
    numbers = (low + (high - low) * random.random() for low, high in chosen)
    values = tuple(float(int(number)) if scale.whole else float(f"{number:.4g}") for number in numbers)
    return Field(name=column.name, type="number", values=values)


def _text(column: Column, place: int) -> str:
    known = known_values("service" if column.name.lower() in {"metric", "name"} else column.name)
    return known[place] if place < len(known) else f"{column.name}-{place + 1}"
