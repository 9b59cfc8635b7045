"""Aliases of YAML: how much a file comes to when each of them is what it stands for."""

import re
from collections.abc import Iterator

import yaml

# Text may look like an alias too: it is only a first look, since few files have one.
_ALIAS = re.compile(r"(?:^|[\s,:\[{?-])\*[^\s,\[\]{}]", re.MULTILINE)


def has_parts(text: str, most: int) -> bool:
    """Whether aliases make more than `most` parts of a YAML file, or something without an end.

    Of what is no YAML it is not said.
    """
    try:
        return _ALIAS.search(text) is not None and any(size > most for size in _sizes(text, most + 1))
    except yaml.YAMLError:
        return False


def _sizes(text: str, endless: int) -> Iterator[int]:
    """The number of parts of each thing that ends; what is a part of itself has `endless` ones."""
    named: dict[str, int] = {}
    opened: list[tuple[str | None, int]] = [(None, 0)]
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append((event.anchor, 1))
            named |= {event.anchor: endless} if event.anchor else {}
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            anchor, size = opened.pop()
        elif isinstance(event, yaml.AliasEvent):
            anchor, size = None, named.get(str(event.anchor), 0)
        elif isinstance(event, yaml.ScalarEvent):
            anchor, size = event.anchor, 1
        else:
            continue
        named |= {anchor: size} if anchor else {}
        around, so_far = opened.pop()
        opened.append((around, so_far + size))
        yield so_far + size
