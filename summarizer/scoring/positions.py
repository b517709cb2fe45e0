"""On which line each value of a JSON text stands, for messages to the person who edits it."""

from __future__ import annotations

import json
import re

__all__ = ["Keys", "line_of", "places_of"]

Keys = tuple[str | int, ...]
"""The way to a value: keys of objects and places in arrays, from the outermost in."""

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s{}\[\],:"]+|\n')


def places_of(text: str) -> dict[Keys, int]:
    """The line of every value in ``text``, which has to be JSON; lines count from 1."""
    lines: dict[Keys, int] = {}
    way: list[str | int | None] = []  # the key or place that each open value is at; None before a key
    line = 1
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == "\n":
            line += 1
        elif piece in "}]":
            way.pop()
        elif piece == ",":
            place = way[-1]
            way[-1] = place + 1 if isinstance(place, int) else None
        elif way and way[-1] is None:
            way[-1] = json.loads(piece)
        else:
            lines[tuple(key for key in way if key is not None)] = line
            if piece in "{[":
                way.append(None if piece == "{" else 0)
    return lines


def line_of(places: dict[Keys, int], keys: Keys) -> int:
    """The line of a value, or of the innermost value around it that is there."""
    while keys and keys not in places:
        keys = keys[:-1]
    return places.get(keys, 1)
