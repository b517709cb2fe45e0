"""Facts about file names: they are safe on any system, and no two ids share one."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import ConfigurationError
from summarizer.runs.names import ResultNames, default_folder, file_stem, folder_of, result_names

ANY_ID = st.text(st.characters(), max_size=400)


@pytest.mark.parametrize(
    ("document_id", "stem"),
    [
        ("000_b26e2dcee2274f46", "000_b26e2dcee2274f46"),
        ("../../x", "%2E.%2F..%2Fx"),
        ("..", "%2E."),
        (".", "%2E"),
        (".hidden", "%2Ehidden"),
        ("", "%"),
        ("a/b\\c", "a%2Fb%5Cc"),
        ("nul\x00", "nul%00"),
        ("con", "%63on"),
        ("LPT1.txt", "%4CPT1.txt"),
        ("غزة", "%D8%BA%D8%B2%D8%A9"),
        ("a~b", "a%7Eb"),
        ("article.r2", "article%2Er2"),
    ],
)
def test_an_id_becomes_a_harmless_file_name(document_id: str, stem: str) -> None:
    """Whatever a path or a file system gives a meaning to is percent-encoded."""
    assert file_stem(document_id) == stem


@given(ANY_ID)
@settings(max_examples=100, deadline=None)
def test_every_name_is_short_and_plain(document_id: str) -> None:
    """Any id at all gives a name of plain characters, short enough for every file system."""
    for name in result_names(document_id):
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.%~")
        assert not name.startswith(".")
        assert len(name) <= 150
        if "~" not in name and document_id:
            assert unquote(name.removesuffix(".json"), errors="surrogatepass") == document_id


@given(st.lists(ANY_ID | st.sampled_from(["a", "A", "%41", "a.r2", "", "%"]), unique=True, max_size=8))
@settings(max_examples=100, deadline=None)
def test_no_two_ids_share_a_file(ids: list[str]) -> None:
    """Names stay apart even on a file system that does not tell capitals from small letters."""
    names = ResultNames({})
    assert len({names.claim(each).lower() for each in ids}) == len(ids)


def test_a_digest_tells_apart_only_what_collides() -> None:
    """An id has its plain name unless another's differs from it in capitals only."""
    names = ResultNames({"BBC-1.json": "BBC-1"})
    assert names.claim("BBC-1") == "BBC-1.json"
    assert names.claim("bbc-2") == "bbc-2.json"
    assert names.claim("bbc-1") == result_names("bbc-1")[1] == "bbc-1~53b589a0f2658fd4.json"


def test_an_over_long_id_is_cut_and_told_apart() -> None:
    """Two long ids with one beginning have two names, and no percent code is cut in half."""
    one, other = file_stem("é" * 100 + "1"), file_stem("é" * 100 + "2")
    assert one != other
    assert len(one) <= 120
    assert unquote(one.split("~")[0]).strip("é") in {"", "\ufffd"}


def test_a_repeat_has_its_own_file() -> None:
    """The second reply for an article stands beside the first, and no id can take its name."""
    assert result_names("a", 2)[0] == "a.r2.json"
    assert result_names("a.r2")[0] != "a.r2.json"


def test_the_default_folder_carries_the_models_name() -> None:
    """A model name with slashes gives one folder below ``runs``."""
    assert default_folder("openai/gpt-x").parts == ("runs", "openai%2Fgpt-x")


def test_a_run_folder_may_be_a_file_address_and_no_other(tmp_path: Path) -> None:
    """``file://`` is a path; storage that is not mounted, and another machine's, is refused with what to do."""
    assert folder_of(f"{tmp_path.as_uri()}/a%20run") == tmp_path / "a run"
    assert folder_of("file://localhost/run") == Path("/run")
    assert folder_of("runs/s3:x") == Path("runs/s3:x")
    for address in ("s3://bucket/run", "memory://run", "file://elsewhere/run", "S3://bucket"):
        with pytest.raises(ConfigurationError, match="mount it, at the same path on each machine"):
            folder_of(address)
