"""The word lists of the rules: TOML files, one folder a language, a comment on every entry."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

__all__ = ["load_list"]


@lru_cache(maxsize=32)
def load_list(name: str, language: str = "en") -> dict[str, Any]:
    """The contents of one list.

    Args:
        name: File name without its ending.
        language: Language of the articles; English is the only one so far.
    """
    text = resources.files(__name__).joinpath(language, f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
