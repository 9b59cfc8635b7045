"""Judges of what people are told, where, and by whom."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .build import Build, Output, Wish
from .contact import Channel, channels_of, channels_to

_USED = re.compile(r"""\{\{-?\s*template\s+["`](?P<name>[^"`]+)["`][^}]*\}\}""")
_DEFINED = re.compile(
    r"""\{\{-?\s*define\s+["`](?P<name>[^"`]+)["`]\s*-?\}\}(?P<text>.*?)\{\{-?\s*end\s*-?\}\}(?=\s*(?:\{\{-?\s*define|$))""",
    re.DOTALL,
)
_LINK = re.compile(r"<(?P<link>[^<>|]+\|[^<>]+)>")
#: What a row calls a setting, and the engines do.
_SETTINGS = {
    "description": ("description", "summary"),
    "title": ("title",),
    "text": ("text",),
    "severity": ("severity",),
}
#: How deep templates may use each other.
_DEPTH = 5


def receiver(wish: Wish, output: Output) -> Iterator[str]:
    """Alerts of the severities are posted to the chat channel; without severities somebody posts there."""
    kind, places = wish["kind"], set(wish.get("channel_any_of", [wish.get("channel")]))
    found = [one for several in channels_of(output).values() for one in several if one.type == kind]
    if not found:
        yield f"nobody is told by {kind}"
    if "channel_any_of" in wish:
        yield from (f"a {kind} posts to {one.place or 'nowhere'}" for one in found if one.place not in places)
    elif "severities" not in wish and not any(one.place in places for one in found):
        yield f"no {kind} posts to {wish['channel']}"
    for severity in wish.get("severities", ()):
        told = {one.place for one in channels_to({"severity": severity}, output) if one.type == kind}
        if told != places:
            yield f"{severity} is posted to {', '.join(sorted(told)) or 'nothing'}"


def receiver_template(wish: Wish, output: Output) -> Iterator[str]:
    """Every channel of the kind has these texts, tells recovery, and has its key by reference."""
    found = [one for several in channels_of(output).values() for one in several if one.type == wish["kind"]]
    if not found:
        yield f"nobody is told by {wish['kind']}"
    for channel in found:
        for key, wanted in wish.items():
            if key in _SETTINGS and _setting(channel, key, output) != wanted:
                yield f"the {key} of {wish['kind']} is {_setting(channel, key, output)!r}"
        if channel.tells_recovery is not wish["send_resolved"]:
            yield f"a {wish['kind']} is not told of recovery"
        if not channel.secrets:
            yield f"a {wish['kind']} has no key by reference"


def template_contains(wish: Wish, output: Output) -> Iterator[str]:
    """Mail says the word, and messages in the chat have a link for each word; alone it is one of these links."""
    texts = {kind: [_text(one, output) for one in _of(kind, output)] for kind in ("email", "slack")}
    links = [[found["link"].lower() for found in _LINK.finditer(text)] for text in texts["slack"]]
    words = wish.get("slack_links", [wish["value"]])
    if not texts["slack"] or ("slack_links" in wish and not texts["email"]):
        yield "nobody is told by mail or in the chat"
    if "slack_links" in wish:
        yield from (f"a mail says nothing of {wish['value']}" for text in texts["email"] if wish["value"] not in text)
    for found in links:
        yield from (f"a message has no link for {word}" for word in words if not any(word in one for one in found))


def webhook_auth(wish: Wish, output: Output) -> Iterator[str]:
    """Every webhook has a user, and a password by reference."""
    found = _of("webhook", output)
    if not found:
        yield "nobody is told by webhook"
    for one in found:
        basic = one.settings.get("http_config", {}).get("basic_auth", {})
        if not (one.settings.get("username") or basic.get("username")):
            yield "a webhook has no user"
        if "password" not in one.secrets:
            yield "a webhook has no password by reference"


def optional_receivers(wish: Wish, build: Build) -> Iterator[str]:
    """Without the variables the build succeeds, leaves their channels out, says so, and keeps its default."""
    kinds = {name: name.split("_")[1] for name in wish["variables"]}
    given = {one.type for output in build.outputs.values() for each in channels_of(output).values() for one in each}
    yield from (f"with {name} there is no {kind}" for name, kind in kinds.items() if kind not in given)
    bare = build.deeds.without(tuple(wish["variables"]))
    yield from (f"without the variables: {fault}" for fault in bare.faults)
    left = {one.type for several in channels_of(bare).values() for one in several}
    yield from (f"without {name} there is still a {kind}" for name, kind in kinds.items() if kind in left)
    yield from (f"nothing says that {name} is not set" for name in kinds if name not in bare.said)
    if "webhook" not in {one.type for one in channels_to({}, bare)}:
        yield "without the variables the default is no webhook"


def _of(kind: str, output: Output) -> list[Channel]:
    return [one for several in channels_of(output).values() for one in several if one.type == kind]


def _setting(channel: Channel, key: str, output: Output) -> str:
    found = next((channel.settings[name] for name in _SETTINGS[key] if name in channel.settings), "")
    return _expanded(str(found), _templates(output)).strip()


def _text(channel: Channel, output: Output) -> str:
    """All that a channel says, with the templates that it uses; buttons are links as well."""
    templates = _templates(output)
    buttons = [f"<{one.get('url')}|{one.get('text')}>" for one in channel.settings.get("actions", ())]
    return _expanded("\n".join([*_texts(channel.settings), *buttons]), templates)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _templates(output: Output) -> Mapping[str, str]:
    files = [*output.of("template"), *output.of("alertmanager-template")]
    return {found["name"]: found["text"] for one in files for found in _DEFINED.finditer(one.json["template"])}


def _expanded(text: str, templates: Mapping[str, str], depth: int = _DEPTH) -> str:
    if not depth:
        return text
    return _USED.sub(lambda found: _expanded(templates.get(found["name"], ""), templates, depth - 1), text)
