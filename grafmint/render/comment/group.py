"""One change of a review, wherever it happens: a sentence, the pictures of the first, and the others on request."""

from grafmint.render.comment.images import Gallery, Images, of, table
from grafmint.render.comment.query import query_block, query_summary, wordless
from grafmint.render.comment.text import NAME, details, html_name, inline, listed, name, spot
from grafmint.render.findings import number
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


def group_forms(group: Same, gallery: Gallery) -> tuple[str, ...]:
    """The change as it reads with much room, with some, and in one line."""
    _, part = group.parts[0]
    said = [line for line in shared_lines(group) if line.strip()]
    news = _news(part, said)
    rest = said[1:] if said and news == said[0] else said
    head = f"**{_subject(group)}{_predicate(group, news)}**{_where(group)}"
    bullets = "\n".join(f"- {inline(line)}" for line in rest)
    pictures = table([_row(pair, gallery) for pair in group.parts[:1]])
    shown = [
        *(details(query_summary(query), query_block(query)) for query in wordless(part)),
        *_others(group, gallery),
    ]
    whole = "\n\n".join(block for block in (head, pictures, bullets, *shown) if block)
    words = "\n\n".join(block for block in (head, bullets) if block)
    return whole, words, f"- {_subject(group, NAME // 2)}{_predicate(group, news, _LINE)}"


def label(pair: Pair) -> str:
    """A part with what it is in."""
    resource, part = pair
    return name(resource.title) if part.of == "board" else f"{name(resource.title)} {_IN} {name(part.name)}"


def _subject(group: Same, length: int = NAME) -> str:
    (resource, part), count = group.parts[0], len(group.parts)
    noun = resource.kind if part.of == "board" else inline(part.of, NAME // 2)
    titles = _titles(group)
    if len(titles) <= _NAMED:
        plural = "s" if len(titles) > 1 else ""
        return f"{noun[:1].upper()}{noun[1:]}{plural} {listed([name(title, length) for title in titles])}"
    boards = _boards(group)
    inside = f" in {number(len(boards), boards[0].kind)}" if part.of != "board" else ""
    return f"{number(count, noun)}{inside}"


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
    found = []
    if places and part.verb == "removed":
        # The file is another one after the change.
        found.append(f"was at {listed(places)}")
    elif places:
        one = "one builder, " if len(group.parts) > 1 else ""
        found.append(f"{one}{places[0]}" if len(places) == 1 else f"builders {listed(places)}")
    titles = list(dict.fromkeys(name(board.title) for board in _boards(group)))
    if part.of != "board" or len(titles) > _NAMED:
        # Where the sentence does not count the parts, and there are more of them than of what they are in.
        is_counted = len(_titles(group)) > _NAMED or len(group.parts) == len(titles)
        count = "" if is_counted else f"{number(len(group.parts), inline(part.of, NAME // 2))} "
        found.append(f"{count}in {listed(titles, noun='dashboards')}")
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
