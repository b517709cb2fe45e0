"""Facts about the exceptions: each survives a copy and the way to another process, whole."""

from __future__ import annotations

import copy
import importlib
import inspect
import pickle
import pkgutil

import pytest

import summarizer
from summarizer.errors import ModelError, SummarizerError
from summarizer.models import Spent


def _exceptions() -> list[type[SummarizerError]]:
    """Every exception that the package raises on purpose, wherever it is defined."""
    for module in pkgutil.walk_packages(summarizer.__path__, "summarizer."):
        if not module.name.endswith(("__main__", "ray_engine", "shard_worker")):
            importlib.import_module(module.name)
    found, left = set[type[SummarizerError]](), [SummarizerError]
    while left:
        kind = left.pop()
        found.add(kind)
        left += kind.__subclasses__()
    return sorted((kind for kind in found if kind.__module__.startswith("summarizer.")), key=str)


EXCEPTIONS = _exceptions()


def _made(kind: type[SummarizerError]) -> SummarizerError:
    needed = [
        {"field": f"some {name}"} if str(one.annotation).startswith("Mapping") else f"some {name}"
        for name, one in list(inspect.signature(kind.__init__).parameters.items())[1:]
        if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD
    ]
    error = kind(*needed or ["some message"])
    error.add_note("a note")
    return error


def test_all_are_found() -> None:
    """The list holds the whole tree, and what is defined beside it."""
    names = {kind.__name__ for kind in EXCEPTIONS}
    assert {"SummarizerError", "EmptyDocumentError", "AlignmentError", "OtherVersionError"} < names
    assert {"AnnotationError", "BatchError"} < names


@pytest.mark.parametrize("kind", EXCEPTIONS, ids=lambda kind: kind.__name__)
def test_an_exception_can_be_copied_and_sent(kind: type[SummarizerError]) -> None:
    """Message, attributes and notes are the same afterwards, in every form of pickle."""
    error = _made(kind)
    copies = [pickle.loads(pickle.dumps(error, form)) for form in range(pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301 - its own
    for other in (*copies, copy.copy(error), copy.deepcopy(error)):
        assert type(other) is kind
        assert (str(other), other.args, vars(other)) == (str(error), error.args, vars(error))


def test_what_was_spent_goes_along() -> None:
    """A failed call's cost is known in the other process too."""
    error = ModelError("a", "m", "failed", "retry", spent=Spent(calls=2))
    other = pickle.loads(pickle.dumps(error))  # noqa: S301 - its own
    assert (other.spent, other.model, str(other)) == (Spent(calls=2), "m", "a: m failed; retry")
