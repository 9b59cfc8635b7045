"""Elements: HTML as values. Whatever text is in them, only what our own code calls an element is one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from grafmint.render.clean import clean

#: Elements that have no content and no end.
_VOID = frozenset({"br", "img", "link", "meta", "source"})
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


@attrs.frozen
class Lines:
    """A text whose ends of lines count, such as a query; in any other text they are shown as what they are."""

    text: str


@attrs.frozen
class Own:
    """A text of ours that the browser reads as it stands: the content of `style` and `script`."""

    text: str


@attrs.frozen
class Element:
    """One element; an attribute of None is not written, one of True has no value."""

    tag: str
    attributes: Mapping[str, str | bool | None]
    content: tuple["Node", ...]


Node: TypeAlias = Element | Lines | Own | str | None


def element(tag: str, *content: Node | Iterable[Node], **attributes: str | bool | None) -> Element:
    """An element with its content, lists of it in line; `class_` is written `class`, `aria_label` `aria-label`."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Element(tag, named, tuple(_flat(content)))


def html(*nodes: Node) -> str:
    """The nodes as HTML."""
    return "".join(part for node in nodes for part in _parts(node))


def escape(text: str) -> str:
    """The one border between others' texts and HTML: nothing in it is markup, and what nobody would see is shown."""
    return clean(text).translate(_ESCAPES)


def _flat(content: Iterable[Node | Iterable[Node]]) -> Iterator[Node]:
    for each in content:
        if each is None or isinstance(each, str | Element | Lines | Own):
            yield each
        else:
            yield from each


def _parts(node: Node) -> Iterator[str]:
    if node is None:
        return
    if isinstance(node, str):
        yield escape(node)
    elif isinstance(node, Lines):
        yield "\n".join(map(escape, node.text.replace("\r\n", "\n").split("\n")))
    elif isinstance(node, Own):
        yield node.text
    else:
        yield f"<{node.tag}{''.join(map(_attribute, node.attributes.items()))}>"
        if node.tag not in _VOID:
            for child in node.content:
                yield from _parts(child)
            yield f"</{node.tag}>"


def _attribute(item: tuple[str, str | bool | None]) -> str:
    name, value = item
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
