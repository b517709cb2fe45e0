"""Facts about working on the review page: what is typed, another reviewer, a server that ends, the way back."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from page_support import browser, server, small_diff, tab

from summarizer.review.decisions import append_decisions, load_decisions
from summarizer.review.page import build_page, render_page
from summarizer.review.server import ReviewServer

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["browser", "server", "tab"]

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
_DIFF, _TEXTS = small_diff()
_CHANGES = [change for article in _DIFF.articles for change in article.changes]
_KEY = _CHANGES[0].key


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of the page as a file."""
    path = tmp_path / "review.html"
    path.write_text(render_page(_DIFF, _TEXTS, {}), encoding="utf-8")
    return path.as_uri()


def _title(tab: Any) -> str:
    return str(tab.locator("#change-title").text_content())


def _unsaved(tab: Any) -> list[str]:
    """Titles in the list that are marked as holding something unsaved."""
    return list(tab.locator(".change-button:has(.unsaved) .row-title").all_text_contents())


def _reloading_asks(tab: Any) -> bool:
    """Whether the browser is told to ask before the page goes."""
    return bool(
        tab.evaluate(
            "(() => { const e = new Event('beforeunload', {cancelable: true}); dispatchEvent(e); return e.defaultPrevented; })()"
        )
    )


def test_a_correction_that_is_typed_outlasts_another_change(tab: Any, file: str) -> None:
    """It is kept for its change, marked in the list, and there again on return, until it is cancelled."""
    tab.goto(file)
    tab.keyboard.press("j")
    tab.keyboard.press("c")
    assert not _reloading_asks(tab)
    tab.locator("#field-value").fill("196")
    tab.locator(".change-button", has_text="gone 0").click()
    assert (_title(tab), _unsaved(tab)) == ("<i>gone 0</i>", ["<i>toll 0</i>"])
    assert _reloading_asks(tab)
    tab.keyboard.press("k")
    assert tab.locator("#field-value").input_value() == "196"
    tab.keyboard.press("Escape")
    assert "not saved" in tab.locator("#change-body .note").first.text_content()
    tab.keyboard.press("c")
    assert tab.locator("#field-value").input_value() == "196"
    tab.get_by_role("button", name="Cancel").click()
    assert (_title(tab), _unsaved(tab), _reloading_asks(tab)) == ("<i>toll 0</i>", [], False)
    tab.keyboard.press("c")
    assert tab.locator("#field-value").input_value() == "159"


def test_the_browser_asks_before_typed_words_go(tab: Any, file: str) -> None:
    """A reload with something unsaved is asked about, and what was typed stands where it is refused."""
    asked: list[str] = []

    def refuse(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    tab.on("dialog", refuse)
    tab.goto(file)
    tab.keyboard.press("j")
    tab.locator("#reason").press_sequentially("because")
    tab.evaluate("setTimeout(() => location.reload())")
    tab.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert tab.locator("#reason").input_value() == "because"


def test_a_reason_that_is_typed_outlasts_another_change(tab: Any, file: str) -> None:
    """It stays with its change until that is decided; it is not carried to another one."""
    tab.goto(file)
    tab.keyboard.press("j")
    tab.locator("#reason").fill("because")
    tab.keyboard.press("Enter")
    tab.keyboard.press("j")
    assert tab.locator("#reason").input_value() == ""
    assert (_unsaved(tab), _reloading_asks(tab)) == (["<i>toll 0</i>"], True)
    tab.keyboard.press("k")
    assert tab.locator("#reason").input_value() == "because"
    tab.keyboard.press("a")
    tab.locator("#progress-text", has_text="1 of 9 decided").wait_for(state="attached")
    assert (_unsaved(tab), _reloading_asks(tab)) == ([], False)


def test_another_start_asks_where_something_is_typed(tab: Any, file: str) -> None:
    """Filling the form in from the other side keeps what is typed, unless that is confirmed."""
    tab.on("dialog", lambda dialog: dialog.dismiss())
    tab.goto(file)
    tab.keyboard.press("j")
    tab.keyboard.press("c")
    tab.locator("#field-value").fill("196")
    tab.locator("#correction-from").select_option(label="old")
    assert tab.locator("#field-value").input_value() == "196"
    assert tab.locator("#correction-from").input_value() == "right"


def test_what_is_wrong_with_a_correction_stands_beside_its_field(
    tab: Any, server: ReviewServer, tmp_path: Path
) -> None:
    """An invented source, and a source kind without a source, are named at their fields; mended, it is saved."""
    tab.goto(server.url)
    tab.keyboard.press("j")
    tab.keyboard.press("c")
    tab.locator("#correction summary").click()
    tab.locator("#field-attributed_to").fill("Dr. Nobody")
    tab.locator("#correction summary").click()
    tab.get_by_role("button", name="Save the correction").click()
    assert "“Dr. Nobody” stands nowhere" in tab.locator("#fault-attributed_to").text_content()
    assert tab.evaluate("document.activeElement.id") == "field-attributed_to"
    tab.locator("#field-attributed_to").fill("officials")
    tab.get_by_role("button", name="Save the correction").click()
    told = tab.locator("#fault-source_kind")
    assert "it is outlet if nobody is named" in told.text_content()
    assert tab.locator("#field-source_kind").get_attribute("aria-describedby") == "fault-source_kind"
    assert tab.locator("#fault-attributed_to").count() == 0
    assert not (tmp_path / "decisions.jsonl").exists()
    tab.locator("#field-source_kind").select_option("officials")
    tab.get_by_role("button", name="Save the correction").click()
    tab.locator("#progress-text", has_text="1 of 9 decided").wait_for(state="attached")
    assert load_decisions(tmp_path / "decisions.jsonl")[_KEY].decision == "correct"
    assert ["422" in each for each in tab.wrong] == [True]
    tab.wrong.clear()


@pytest.mark.parametrize("replaces", [False, True])
def test_the_second_reviewer_is_told_and_chooses(
    tab: Any, server: ReviewServer, tmp_path: Path, *, replaces: bool
) -> None:
    """A decision that was made since the page was read is shown, and stands unless the reviewer replaces it."""
    path = tmp_path / "decisions.jsonl"
    tab.goto(server.url)
    tab.keyboard.press("j")
    subject = build_page(_DIFF, _DIFF.articles, {}).subjects.changes[_KEY]
    append_decisions(path, [subject.decision(_KEY, "accept", "Bo", "looks right", None)])
    tab.keyboard.press("r")
    tab.locator("#newer[open]").wait_for()
    assert tab.locator("#newer-text").text_content().startswith("Bo accepted this change (")
    assert tab.locator("#newer-reason").text_content() == "Reason: looks right"
    assert tab.locator("#newer-own").text_content() == "Your decision: Rejected."
    tab.get_by_role("button", name="Replace" if replaces else "Keep").click()
    tab.locator("#status", has_text="Rejected" if replaces else "is kept").wait_for(state="attached")
    decision = load_decisions(path)[_KEY]
    assert (decision.reviewer, decision.decision) == (("Ann Lee", "reject") if replaces else ("Bo", "accept"))
    assert tab.locator("#progress-text").text_content() == "1 of 9 decided"
    if not replaces:
        assert "Accepted by Bo" in tab.locator("#decided").text_content()
        assert tab.locator("#reason").input_value() == "looks right"
    assert ["409" in each for each in tab.wrong] == [True]
    tab.wrong.clear()


def test_a_page_of_a_server_that_ended_says_what_works(tab: Any, tmp_path: Path) -> None:
    """The next start has another token, on the same port too: the page says to open the new link."""
    page = build_page(_DIFF, _DIFF.articles, _TEXTS, "Ann Lee")
    path = tmp_path / "decisions.jsonl"
    first = ReviewServer(page, _TEXTS, path, "Ann Lee")
    thread = threading.Thread(target=first.serve)
    thread.start()
    tab.goto(first.url)
    tab.keyboard.press("j")
    tab.keyboard.press("a")
    tab.locator("#progress-text", has_text="1 of 9 decided").wait_for(state="attached")
    first.stop()
    thread.join()
    status = tab.locator("#status", has_text="open the new link that it prints")
    tab.keyboard.press("a")
    status.wait_for(state="attached")
    assert "does not answer" in status.text_content()
    second = ReviewServer(page, _TEXTS, path, "Ann Lee", port=int(first.host.split(":")[1]))
    assert second.token != first.token
    thread = threading.Thread(target=second.serve)
    thread.start()
    tab.keyboard.press("a")
    tab.locator("#status", has_text="a review server that has ended").wait_for(state="attached")
    assert "open the new link that it prints" in tab.locator("#status").text_content()
    second.stop()
    thread.join()
    assert list(load_decisions(path)) == [_KEY]
    tab.wrong.clear()


def test_the_search_matches_what_is_shown(tab: Any, file: str) -> None:
    """Titles, kinds and articles are found, the hidden keys of changes are not."""
    tab.goto(file)
    tab.keyboard.press("j")
    count = tab.locator("#list-count")
    for words, found in (("gone", 3), ("Flood 1", 3), ("a2 toll", 1), ("critical value", 3), (_KEY[:6], 0)):
        tab.locator("#filter-text").fill(words)
        assert count.text_content() == f"{found} of 9"


def test_back_and_forward_go_through_the_changes(tab: Any, file: str) -> None:
    """Each change that was clicked, and the verdict, is a step; a filter that hides one stays as it is."""
    tab.goto(file)
    tab.keyboard.press("j")
    for title in ("gone 0", "toll 1"):
        tab.locator(".change-button", has_text=title).click()
    tab.locator("#filter-text").fill("toll")
    tab.go_back()
    assert (_title(tab), tab.locator("#filter-text").input_value()) == ("<i>gone 0</i>", "toll")
    tab.go_back()
    assert _title(tab) == "<i>toll 0</i>"
    tab.go_back()
    assert tab.locator("#verdict-headline").is_visible()
    tab.go_forward()
    tab.go_forward()
    assert _title(tab) == "<i>gone 0</i>"
    assert tab.url.endswith(f"#{_CHANGES[1].key}")


def test_a_key_that_is_held_does_not_fill_the_history(tab: Any, file: str) -> None:
    """Changes that are passed by within a second are one step; one that was looked at for longer is its own."""
    tab.clock.install()
    tab.goto(file)
    before = tab.evaluate("history.length")
    for _ in range(5):
        tab.keyboard.press("j")
    assert tab.evaluate("history.length") == before + 1
    tab.clock.run_for(1500)
    tab.keyboard.press("j")
    assert tab.evaluate("history.length") == before + 2
    tab.go_back()
    assert _title(tab) == "<i>gone 1</i>"


def test_an_unknown_address_is_no_trap(tab: Any, file: str) -> None:
    """Back from where an address that is not on the page led goes to the change before it."""
    tab.goto(f"{file}#{_KEY}")
    tab.goto(f"{file}#{'0' * 32}")
    assert tab.locator("#verdict-headline").is_visible()
    tab.go_back()
    assert _title(tab) == "<i>toll 0</i>"
    assert json.loads(tab.evaluate("JSON.stringify(history.state)")) == "shown"
