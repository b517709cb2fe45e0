"""Facts about articles in other scripts than that of English: each is told, and no English one is."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.checks.coverage import check_language, english_share
from summarizer.reading.language import guess_language
from summarizer.records import DocumentInfo
from summarizer.text.scripts import mostly_not_latin

ARABIC = "قال مسؤولون يوم السبت إن زلزالا قويا ضرب المدينة وأسفر عن مقتل 12 شخصا على الأقل وإصابة 45 آخرين."
OTHERS = {
    "Japanese": "東京で土曜日、大きな地震があり、少なくとも12人が死亡し、45人が負傷したと当局が発表した。",
    "Arabic": ARABIC,
    "Chinese": "官员周六表示，一场强烈地震袭击了该市，造成至少十二人死亡，四十五人受伤。",
    "Korean": "당국은 토요일 도시에서 강한 지진이 발생해 최소 12명이 숨지고 45명이 다쳤다고 밝혔다.",
    "Russian": "В субботу в городе произошло сильное землетрясение, погибли по меньшей мере 12 человек.",
    "Greek": "Ισχυρός σεισμός έπληξε την πόλη το Σάββατο, με τουλάχιστον 12 νεκρούς, είπαν οι αρχές.",
    "Hebrew": "רעידת אדמה חזקה פקדה את העיר בשבת, לפחות 12 בני אדם נהרגו, כך מסרו הרשויות.",
    "Hindi": "अधिकारियों ने बताया कि शनिवार को शहर में आए तेज भूकंप में कम से कम 12 लोगों की मौत हो गई।",
    "Thai": "เจ้าหน้าที่ระบุว่าเกิดแผ่นดินไหวรุนแรงเมื่อวันเสาร์ มีผู้เสียชีวิตอย่างน้อย 12 คน",
}
ENGLISH = "Officials in Cairo said on Friday that at least 12 people were killed in the old town. The statement read: "


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("tag", [None, "en"])
def test_every_other_script_is_told_however_short_the_article(name: str, tag: str | None) -> None:
    """One finding, even where the page calls itself English."""
    codes = [check.code for check in check_language(DocumentInfo(id="x", language=tag), OTHERS[name])]
    assert codes == ["language-unsupported"]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        f"{ENGLISH}“{ARABIC}”, and nothing more was said of it by the ministry for the rest of the day.",
        f"{ENGLISH} the mayors of 東京, Αθήνα, Москва and القاهرة agreed.",
        "Zażółć gęślą jaźń, đã nói ở Hà Nội, Ħal Għargħur og Ærøskøbing.",
        "東京",
        "12 30 45 “…” 98%",
        "",
    ],
)
def test_foreign_names_and_quotations_are_no_other_script(text: str) -> None:
    """An English article with foreign names and a quoted sentence, any Latin text, and a short name."""
    assert not mostly_not_latin(text)


def test_the_seeds_are_in_english() -> None:
    """None of the measured articles is told to be in another script."""
    seeds = list(Path(__file__).parents[2].joinpath("seeds").glob("*.txt"))
    assert len(seeds) == 5
    for seed in seeds:
        text = seed.read_text(encoding="utf-8")
        assert list(check_language(DocumentInfo(id="x", language=guess_language(text)), text)) == []


def test_english_words_do_not_make_another_script_english() -> None:
    """A Japanese article with an English sentence in it is not guessed to be English."""
    text = f"{OTHERS['Japanese']} It was the end of the war and of the day. {OTHERS['Chinese'] * 2}"
    assert guess_language(text) is None
    assert english_share(text) == 0.0
