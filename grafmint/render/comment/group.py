"""One change of a review, wherever it happens: a sentence, the pictures of the first, and the others on request."""

from collections.abc import Sequence

from grafmint.render.comment.alert import meaning
from grafmint.render.comment.images import Gallery, Images, of, table
from grafmint.render.comment.query import query_block, query_summary, wordless
from grafmint.render.comment.text import NAME, details, html_name, inline, is_document, listed, name, spot
from grafmint.render.findings import number
from grafmint.render.review_alert import of_several
from grafmint.render.review_kind import noun, nouns
from grafmint.review import PartChange, ResourceChange, Same
from grafmint.review.broken import shared_lines
from grafmint.review.weight import TELLING, weight

#: So many of the same change are shown.
_SHOWN = 50
_LINE = 120
_NAMED = 2
# A panel in a dashboard, as the page has its path: a small angle.
_IN = "\u203a"
_VERBS = {"added": "new", "removed": "gone", "renamed": "renamed", "moved": "moved"}
Pair = tuple[ResourceChange, PartChange]


def group_forms(group: Same, gallery: Gallery, followers: Sequence[Same] = ()) -> tuple[str, ...]:
    """The change as it reads with much room, with some, and in one line; the `followers` are told behind it."""
    _, part = group.parts[0]
    said = _lines(group)
    news = _news(part, said)
    rest = said[1:] if said and news == said[0] else said
    head = f"**{_subject(group)}{_predicate(group, _said(group, news))}**{_where(group)}"
    following = [_following(each) for each in followers]
    lines = [*(inline(_said(group, line)) for line in rest), _meaning(group), *following]
    bullets = "\n".join(f"- {line}" for line in lines if line)
    pictures = table([_row(pair, gallery) for pair in group.parts[:1]])
    shown = [
        *(details(query_summary(query), query_block(query)) for query in wordless(part)),
        *_others(group, gallery),
    ]
    whole = "\n\n".join(block for block in (head, pictures, bullets, *shown) if block)
    words = "\n\n".join(block for block in (head, bullets) if block)
    line = f"{_subject(group, NAME // 2)}{_predicate(group, _said(group, news), _LINE)}"
    return whole, words, "\n".join(f"- {each}" for each in (line, *following))


def _following(group: Same) -> str:
    """Alerts in one sentence, and what their change means."""
    said = "; ".join(inline(_said(group, line)) for line in _lines(group))
    return f"{_subject(group)}: **{said}**. {_meaning(group)}".rstrip()


def _meaning(group: Same) -> str:
    return meaning([part for _, part in group.parts])


def _lines(group: Same) -> list[str]:
    """What is said of all parts alike."""
    return [line for line in shared_lines(group) if line.strip()]


def _said(group: Same, line: str) -> str:
    """A line as it is said of as many as there are."""
    is_several = len(_titles(group)) > 1 and group.parts[0][1].alert is not None
    return of_several(line) if is_several else line


def label(pair: Pair) -> str:
    """A part with what it is in."""
    resource, part = pair
    return name(resource.title) if part.of == "board" else f"{name(resource.title)} {_IN} {name(part.name)}"


def _subject(group: Same, length: int = NAME) -> str:
    (resource, part), count = group.parts[0], len(group.parts)
    one, several = _nouns(resource, part)
    titles = _titles(group)
    if len(titles) <= _NAMED:
        said = several if len(titles) > 1 else one
        return f"{said[:1].upper()}{said[1:]} {listed([name(title, length) for title in titles])}"
    boards = _boards(group)
    kind = boards[0].kind
    inside = f" in {number(len(boards), noun(kind), nouns(kind))}" if part.of != "board" else ""
    return f"{number(count, one, several)}{inside}"


def _nouns(resource: ResourceChange, part: PartChange) -> tuple[str, str]:
    """What one and what several of the parts are called."""
    if part.alert is not None:
        return "alert", "alerts"
    if part.of == "board":
        return noun(resource.kind), nouns(resource.kind)
    called = inline(part.of, NAME // 2)
    return called, f"{called}s"


def _predicate(group: Same, news: str, length: int = 240) -> str:
    _, part = group.parts[0]
    several = len(_titles(group)) > 1
    if part.verb == "changed":
        return f": {inline(news, length)}" if news else " changed"
    was = {each.was for _, each in group.parts}
    old = f", was {name(part.was, length // 2)}" if part.was is not None and len(was) == 1 else ""
    besides = f"; {inline(news, length)}" if news else ""
    return f" {'are' if several else 'is'} {_VERBS[part.verb]}{old}{besides}"


def _news(part: PartChange, said: list[str]) -> str:
    """What a part that stayed is told by: its first line, or that a query changes where no line matters as much."""
    if part.verb not in {"changed", "renamed"}:
        return ""
    if said and weight(said[0]) <= TELLING:
        return said[0]
    queries = [f"`{query.ref_id}`" for query in wordless(part)]
    if queries:
        return f"{'queries' if len(queries) > 1 else 'query'} {listed(queries)} change{'' if len(queries) > 1 else 's'}"
    return said[0] if said and part.verb == "changed" else ""


def _where(group: Same) -> str:
    """By whom it is made, and in what."""
    (_, part), places = group.parts[0], [spot(place) for place in group.places]
    is_built = not any(map(is_document, group.places))
    found = []
    if places and part.verb == "removed":
        # The file is another one after the change.
        found.append(f"was at {listed(places)}")
    elif places:
        one, several = ("one builder, " if len(group.parts) > 1 else "", "builders ") if is_built else ("", "")
        found.append(f"{one}{places[0]}" if len(places) == 1 else f"{several}{listed(places)}")
    titles = list(dict.fromkeys(name(board.title) for board in _boards(group)))
    if part.of != "board" or len(titles) > _NAMED:
        # Where the sentence does not count the parts, and there are more of them than of what they are in.
        is_counted = len(_titles(group)) > _NAMED or len(group.parts) == len(titles)
        count = "" if is_counted else f"{number(len(group.parts), inline(part.of, NAME // 2))} "
        found.append(f"{count}in {listed(titles, noun=nouns(group.parts[0][0].kind))}")
    return f" — {', '.join(found)}" if found else ""


def _others(group: Same, gallery: Gallery) -> list[str]:
    others = group.parts[1:]
    rows = [_row(pair, gallery) for pair in others[:_SHOWN]]
    if not others:
        return []
    body = table(rows)
    if body is None:
        if _is_named(group):
            return []
        body = "\n".join(f"- {label(pair)}" for pair in others[:_SHOWN])
    if len(others) > _SHOWN:
        body += f"\n\nand {len(others) - _SHOWN} more"
    return [details(f"{_summary(others)} — the same change", body)]


def _is_named(group: Same) -> bool:
    """Whether the sentence has named every part, so that there is nothing to unfold."""
    count, boards, titles = len(group.parts), len(_boards(group)), len(_titles(group))
    if group.parts[0][1].of == "board":
        return titles == count <= _NAMED + 1
    return (titles == 1 and boards == count <= _NAMED + 1) or (boards == 1 and titles == count <= _NAMED)


def _summary(others: tuple[Pair, ...]) -> str:
    if len(others) > 1:
        return f"{len(others)} more"
    resource, part = others[0]
    board = html_name(resource.title)
    return board if part.of == "board" else f"{board} {_IN} {html_name(part.name)}"


def _row(pair: Pair, gallery: Gallery) -> tuple[str, Images]:
    return label(pair), of(gallery, *pair)


def _boards(group: Same) -> list[ResourceChange]:
    return list({(resource.kind, resource.uid): resource for resource, _ in group.parts}.values())


def _titles(group: Same) -> list[str]:
    """What people call the parts, each name once."""
    titles = (resource.title if part.of == "board" else part.name for resource, part in group.parts)
    return list(dict.fromkeys(titles))
