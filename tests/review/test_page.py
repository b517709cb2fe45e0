"""Facts about the review page: from disk, without a network, with hostile articles, by keyboard."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from page_support import HOSTILE, browser, small_diff, tab

from summarizer.review.decisions import Decision, import_decisions, load_decisions
from summarizer.review.page import render_page

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["browser", "tab"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The page as a file."""
    path = tmp_path / "review.html"
    path.write_text(render_page(*small_diff(), {}), encoding="utf-8")
    return path


def _title(tab: Any) -> str:
    return str(tab.locator("#change-title").text_content())


def _block(page: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def _bodies(page: str) -> list[Any]:
    found = re.search(r'<script type="application/jsonl" id="bodies">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return [json.loads(line) for line in found[1].split("\n")]


def test_the_data_cannot_leave_its_block() -> None:
    """Nothing of an article can end the script element or stand as markup, and the data reads back whole."""
    diff, texts = small_diff()
    page = render_page(diff, texts, {})
    assert page.count("<script") == page.count("</script>") == 4
    assert "<img" not in page
    assert "\u2028" not in page
    body = _bodies(page)[0]
    assert body["text"] in texts.values()
    assert re.search("<title>(.*?)</title>", page, re.DOTALL)[1] == html.escape(  # type: ignore[index]
        "old and new: review of the differences"
    )


def test_only_changed_articles_are_in_the_page() -> None:
    """An article without a change is not in the page, with its text or without."""
    diff, texts = small_diff(2)
    page = render_page(diff, texts, {})
    assert [each["document"] for each in _block(page, "data")["articles"]] == ["a0", "a1"]
    assert len(_bodies(page)) == 2


def test_the_policy_names_the_script_and_the_style_and_nothing_else() -> None:
    """The content security policy holds the hashes of what stands in the page, and no other source."""
    page = render_page(*small_diff(), {})
    policy = html.unescape(re.search('Content-Security-Policy" content="(.*?)"', page)[1])  # type: ignore[index]
    script = page[page.rindex("<script>") + 8 : page.rindex("</script>")]
    style = page[page.index("<style>") + 7 : page.index("</style>")]
    for name, content in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "connect-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_text_that_is_missing_leaves_the_words_of_the_records() -> None:
    """Without the source text a record's spans keep their words, as they could not be cut out of it."""
    diff, texts = small_diff(1)
    body = _bodies(render_page(diff, {}, {}))[0]
    assert body["text"] is None
    assert body["changes"][0]["left"][0]["record"]["span"]["text"] == "at least 195"
    whole = _bodies(render_page(diff, texts, {}))[0]
    start, end = whole["changes"][0]["left"][0]["record"]["span"]
    assert next(iter(texts.values()))[start:end] == "at least 195"


def test_decisions_that_do_not_belong_stay_out() -> None:
    """The page holds the decisions about its changes, the stale ones as a list, and no others."""
    diff, texts = small_diff(1)
    made = [
        Decision(
            key=key, decision="accept", reviewer="Ann", at="2026-01-01T00:00:00Z", document=document,
            type="figure", title=key, left="old-model", right="new-model",
        )
        for key, document in (
            (diff.articles[0].changes[0].key, "a0"),
            ("0" * 32, "a0"),
            ("1" * 32, "elsewhere"),
        )
    ]  # fmt: skip
    found = _block(render_page(diff, texts, {each.key: each for each in made}), "decisions")
    assert list(found["applied"]) == [made[0].key]
    assert [each["title"] for each in found["stale"]] == ["0" * 32]


def test_it_opens_with_the_verdict(tab: Any, file: Path) -> None:
    """First of all the page says whether the new model is safe, and why; nothing else is asked for."""
    tab.goto(file.as_uri())
    assert tab.locator("#verdict-headline").text_content() == "No: 3 critical changes."
    assert tab.locator(".answer").text_content().endswith("Not safe to ship")
    assert tab.locator(".reasons li").all_text_contents() == ["3 values changed"]
    assert tab.asked == [file.as_uri()]


def test_a_decision_outlives_a_reload(tab: Any, file: Path) -> None:
    """By keyboard through five changes, one accepted with a reason: after a reload it still is."""
    tab.goto(file.as_uri())
    seen = []
    for _ in range(5):
        tab.keyboard.press("j")
        seen.append(_title(tab))
    assert seen == [f"<i>{name}</i>" for name in ("toll 0", "gone 0", "come 0", "toll 1", "gone 1")]
    tab.keyboard.press("e")
    tab.keyboard.type("ajkr is <fine>")
    tab.keyboard.press("Enter")
    tab.keyboard.press("a")
    assert _title(tab) == "<i>come 1</i>"
    tab.keyboard.press("k")
    tab.reload()
    assert _title(tab) == "<i>gone 1</i>"
    assert "Accepted by unnamed reviewer" in tab.locator("#decided").text_content()
    assert tab.locator("#reason").input_value() == "ajkr is <fine>"
    assert tab.locator("#progress-text").text_content() == "1 of 9 decided"
    assert tab.locator("#do-accept").get_attribute("aria-pressed") == "true"
    assert tab.asked == [file.as_uri()] * 2


def test_hostile_text_is_shown_as_text(tab: Any, file: Path) -> None:
    """Markup, Markdown and escapes of an article stand there as written; nothing of it runs or reorders."""
    tab.goto(file.as_uri())
    tab.keyboard.press("j")
    assert tab.evaluate("window.harmed") is None
    shown = tab.locator("#article-text").text_content()
    assert "<script>window.harmed = 1</script></script><!-- **bold** [a](javascript:1) ␛[31mred␇" in shown
    assert "␦plainly reversed␦ مرحبا بالعالم" in shown
    assert "x" * 10_000 in shown
    assert tab.locator("#article-text img, #article-text script, #article-text a").count() == 0
    assert tab.locator(".value.right .words").first.text_content() == "<b>159</b>"
    for box in ("body", "#article-text", "#change-body"):
        assert (
            tab.evaluate(
                f"(() => {{ const b = document.querySelector('{box}'); return b.scrollWidth - b.clientWidth; }})()"
            )
            <= 0
        )


def test_spans_are_marked_at_their_characters(tab: Any, file: Path) -> None:
    """Both sides' spans stand at the right characters, with astral characters and a long line before them."""
    tab.goto(file.as_uri())
    tab.keyboard.press("j")
    assert "".join(tab.locator("mark.left-text").all_text_contents()) == "at least 195"
    assert tab.locator("mark.right-text").all_text_contents() == ["195"]
    assert tab.locator("mark.left.mention").all_text_contents() == ["officials"]
    tab.keyboard.press("j")
    assert tab.locator("mark").all_text_contents() == ["20 days"]
    assert tab.locator("mark").get_attribute("title") == "old"
    assert tab.locator(".elsewhere").all_text_contents() == ["at least ", "195"]


def test_both_sides_are_there_whole(tab: Any, file: Path) -> None:
    """Each side has all its fields, though the page holds only what differs from defaults and the other side."""
    tab.goto(file.as_uri())
    tab.keyboard.press("j")
    facts = [
        dict(zip(side.locator("dt").all_text_contents(), side.locator("dd").all_text_contents(), strict=True))
        for side in tab.locator(".whole").all()
    ]
    same = {
        "Unit": "people",
        "Bound": "exact",
        "Measure": "killed",
        "Scope": "incident",
        "Modality": "asserted",
    }
    left = {"Text": "at least 195", "Value": "195", "Attributed to": "officials", "Source kind": "officials"}
    assert facts == [left | same, {"Text": "195", "Value": "159", "Source kind": "outlet"} | same]


def test_keys_move_between_articles_and_changes(tab: Any, file: Path) -> None:
    """N and p go from article to article, k back, s over what is decided; no key acts while somebody writes."""
    tab.goto(file.as_uri())
    for key, title in (("j", "toll 0"), ("n", "toll 1"), ("n", "toll 2"), ("p", "toll 1"), ("k", "come 0")):
        tab.keyboard.press(key)
        assert _title(tab) == f"<i>{title}</i>"
    tab.keyboard.press("r")
    tab.keyboard.press("k")
    tab.keyboard.press("k")
    tab.keyboard.press("s")
    assert _title(tab) == "<i>toll 1</i>"
    tab.keyboard.press("/")
    tab.keyboard.type("gone")
    assert tab.locator("#list-count").text_content() == "3 of 9"
    assert _title(tab) == "<i>toll 1</i>"


def test_undo_takes_back(tab: Any, file: Path) -> None:
    """The key u takes back the last decision, and what was taken back stays so after a reload."""
    tab.goto(file.as_uri())
    tab.keyboard.press("j")
    tab.keyboard.press("a")
    tab.locator("#progress-text", has_text="1 of 9 decided").wait_for(state="attached")
    tab.keyboard.press("u")
    tab.locator("#progress-text", has_text="0 of 9 decided").wait_for(state="attached")
    assert _title(tab) == "<i>toll 0</i>"
    tab.reload()
    assert tab.locator("#progress-text").text_content() == "0 of 9 decided"


def test_filters_leave_what_passes(tab: Any, file: Path) -> None:
    """Severity, model, type and undecided each narrow the list; what passes is counted."""
    tab.goto(file.as_uri())
    tab.keyboard.press("j")
    tab.keyboard.press("a")
    count = tab.locator("#list-count")
    tab.locator("#filter-open").check()
    assert count.text_content() == "8 of 9"
    tab.locator("input[value=major]").uncheck()
    assert count.text_content() == "2 of 9"
    tab.locator("input[value=major]").check()
    tab.locator("#filter-model").select_option(label="Only in new")
    assert count.text_content() == "3 of 9"
    tab.locator("#filter-text").fill("nothing like it")
    assert tab.locator("#list-empty").is_visible()
    tab.locator("#filters-clear").click()
    assert count.text_content() == "9"


def test_a_permalink_leads_to_its_change(tab: Any, file: Path) -> None:
    """The address names the change by its key, and opens it; an unknown key says so."""
    key = small_diff()[0].articles[1].changes[2].key
    tab.goto(f"{file.as_uri()}#{key}")
    assert _title(tab) == "<i>come 1</i>"
    assert tab.locator(".permalink").get_attribute("href") == f"#{key}"
    tab.goto(f"{file.as_uri()}#{'0' * 32}")
    assert "no longer as it was" in tab.locator("#status").text_content()


def test_exported_decisions_can_be_imported(tab: Any, file: Path, tmp_path: Path) -> None:
    """What the page exports, the decisions file takes; a second time nothing is new."""
    tab.goto(file.as_uri())
    tab.locator("#help-open").click()
    tab.locator("#reviewer").fill("Ann Lee")
    tab.keyboard.press("Escape")
    tab.keyboard.press("j")
    tab.keyboard.press("a")
    tab.keyboard.press("r")
    tab.locator("#progress-text", has_text="2 of 9 decided").wait_for(state="attached")
    with tab.expect_download() as download:
        tab.locator("#export").click()
    exported = tmp_path / "exported.jsonl"
    download.value.save_as(exported)
    target = tmp_path / "decisions.jsonl"
    assert import_decisions(target, exported).taken == 2
    assert [(each.decision, each.reviewer) for each in load_decisions(target).values()] == [
        ("accept", "Ann Lee"),
        ("reject", "Ann Lee"),
    ]
    assert import_decisions(target, exported).known == 2


def test_a_correction_takes_the_words_that_are_selected(tab: Any, file: Path) -> None:
    """A correction holds the whole record with a span in code points, made from the selection."""
    diff, texts = small_diff()
    tab.goto(file.as_uri())
    tab.keyboard.press("j")
    tab.keyboard.press("c")
    tab.evaluate(
        """() => {
          const mark = [...document.querySelectorAll('.line')].find((line) => line.textContent.includes('20 days'));
          const range = document.createRange();
          const node = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT);
          while (node.nextNode()) {
            const at = node.currentNode.data.indexOf('20 days');
            if (at >= 0) { range.setStart(node.currentNode, at); range.setEnd(node.currentNode, at + 7); }
          }
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    tab.locator("#field-span").click()
    tab.locator("#field-value").fill("20")
    tab.get_by_role("button", name="Save the correction").click()
    tab.locator("#progress-text", has_text="1 of 9 decided").wait_for(state="attached")
    stored = json.loads(
        tab.evaluate(f"localStorage['summarizer-review/decision/{diff.articles[0].changes[0].key}']")
    )
    span = stored["correction"]["span"]
    assert texts[diff.articles[0].sha256 or ""][span["start"] : span["end"]] == span["text"] == "20 days"
    assert (stored["correction"]["value"], stored["correction"]["text"]) == (20, "20 days")
    claimed = ("modality", "source_kind", "attributed_to", "measure", "unit")
    assert [stored["correction"][name] for name in claimed] == ["asserted", "outlet", [], "killed", "people"]


def test_it_can_be_read_by_a_screen_reader(tab: Any, file: Path) -> None:
    """There are landmarks, headings that skip no level, named controls, and a live region that tells."""
    tab.goto(file.as_uri())
    for view in ("o", "j"):
        tab.keyboard.press(view)
        levels = tab.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].filter(e => e.checkVisibility()).map(e => +e.tagName[1])"
        )
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
        nameless = tab.evaluate(
            """[...document.querySelectorAll('button,input,select,textarea,a')].filter(e => e.checkVisibility()
            && !(e.textContent.trim() || e.getAttribute('aria-label') || (e.labels && e.labels.length))).length"""
        )
        assert nameless == 0
    assert tab.locator("main, header.bar, nav, [role=search]").count() == 4
    assert tab.evaluate("document.activeElement.id") == "change-title"
    tab.keyboard.press("a")
    tab.locator("#status", has_text="Accepted").wait_for(state="attached")
    assert tab.locator("#status").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_can_be_read_on_a_telephone_and_in_either_theme(browser: Any, file: Path, theme: str) -> None:
    """At 390 pixels nothing is wider than the screen; text has a contrast of 4.5 in both themes."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme=theme)
    tab = context.new_page()
    tab.goto(file.as_uri())
    for key in ("o", "j", "a"):
        tab.keyboard.press(key)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    low = tab.evaluate(_CONTRAST)
    tab.keyboard.press("o")
    low += tab.evaluate(_CONTRAST)
    context.close()
    assert low == []


_CONTRAST = """() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0.99) return c; } return [255, 255, 255]; };
  const found = [];
  for (const e of document.querySelectorAll('body *')) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || e.disabled || !e.checkVisibility({ opacityProperty: true }) || e.closest('svg, .status, .unseen, option')) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.slice(0, 30)}`);
  }
  return found;
}"""


def test_the_hostile_article_is_what_it_says() -> None:
    """The article of these tests holds what it is to try: markup, escapes, marks of direction, a long line."""
    assert max(map(len, HOSTILE.split("\n"))) > 10_000
    assert all(sign in HOSTILE for sign in ("</script>", "\x1b", "\u202e", "\u2028", "😀"))
