"""A page as a browser reads it: its elements in order, what each says, and what each link leads to."""

from collections.abc import Iterator
from html.parser import HTMLParser

import attrs

VOID = frozenset({"br", "img", "link", "meta", "source"})


@attrs.define(eq=False)
class Read:
    """One element with what is in it."""

    tag: str
    attributes: dict[str, str | None]
    content: "list[Read | str]" = attrs.field(factory=list)

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    def walk(self) -> "Iterator[Read]":
        """It and all elements in it, in their order."""
        yield self
        for each in self.content:
            if isinstance(each, Read):
                yield from each.walk()

    def all(self, *tags: str) -> "list[Read]":
        """The elements of these names."""
        return [each for each in self.walk() if each.tag in tags]

    def one(self, tag: str) -> "Read":
        """The only element of that name."""
        [found] = self.all(tag)
        return found


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Read("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        read = Read(tag, dict(attrs))
        self.open[-1].content.append(read)
        if tag not in VOID:
            self.open.append(read)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> ends another element"

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def read(page: str) -> Read:
    """The page; every element of it is ended where it should be."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert [each.tag for each in parser.open] == [""]
    return parser.open[0]


def shape(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page and the names of their attributes, in order: all that is not text."""
    return [(each.tag, tuple(each.attributes)) for each in read(page).walk()]
