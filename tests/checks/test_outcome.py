"""Tests of what errors keep out of a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.checks import apply_checks, check_result, make_finding
from summarizer.checks.subjects import iter_records
from summarizer.grounding import ungrounded
from summarizer.records import Sentence, Span, Summary

if TYPE_CHECKING:
    from conftest import Article

    from summarizer.records import ArticleSummary


def broken(article: Article, **figure: Any) -> ArticleSummary:
    """The clean result with a changed first figure, to which everything refers."""
    result = article.result()
    first, second, *others = result.figures
    return result.model_copy(
        update={
            "figures": (
                first.model_copy(update=figure),
                second.model_copy(update={"part_of": "f1", "same_as": "f1", "disputed_by": ("f1", "f3")}),
                *others,
            ),
            "events": (result.events[0].model_copy(update={"disputed_by": ("f1",)}),),
        }
    )


def test_an_error_keeps_its_record_out(article: Article) -> None:
    """The record goes, the finding holds its text, and nothing refers to it any more."""
    result = apply_checks(broken(article, part_of="f99"), article.segmented)
    assert [figure.id for figure in result.figures] == ["f2", "f3", "f4"]
    assert (result.figures[0].part_of, result.figures[0].same_as) == (None, None)
    assert result.figures[0].disputed_by == ("f3",)
    assert result.events[0].disputed_by == ()
    assert result.summary.sentences[0].records == ("e1",)
    (error,) = [check for check in result.checks if check.severity == "error"]
    assert (error.record, error.span) == ("f1", article.span("At least 14"))
    assert "“At least 14”" in error.message


def test_a_warning_keeps_its_record(article: Article) -> None:
    """A record with a warning stays."""
    source = article.result().figures[0].attributed_to[0].model_copy(update={"mentions": ()})
    result = apply_checks(broken(article, attributed_to=(source,)), article.segmented)
    assert result.figures[0].id == "f1"
    assert [check.code for check in result.checks if check.record == "f1"] == ["source-not-found"]


def test_a_quote_whose_predecessor_is_kept_out_continues_nothing(article: Article) -> None:
    """``continues`` is cleared with the quote that it names."""
    result = article.result()
    first = result.quotes[0].model_copy(update={"text": "had no alarm"})
    result = apply_checks(
        result.model_copy(update={"quotes": (first, *result.quotes[1:])}), article.segmented
    )
    assert [(quote.id, quote.continues) for quote in result.quotes] == [("q2", None)]


def test_later_sentences_move_up_with_their_findings(article: Article) -> None:
    """Findings about kept sentences follow them; those about the sentence kept out give way to its error."""
    result = article.result()
    sentences = (article.stated("It killed 41.", "At least 14"), *result.summary.sentences)
    notes = tuple(
        make_finding("dismissed-candidate", label, sentence=label) for label in ("s1", "s3", "headline")
    )
    result = apply_checks(
        result.model_copy(
            update={
                "summary": result.summary.model_copy(update={"sentences": sentences}),
                "checks": (*result.checks, *notes),
            }
        ),
        article.segmented,
    )
    assert [sentence.text for sentence in result.summary.sentences] == [one.text for one in sentences[1:]]
    assert {
        (check.sentence, check.message) for check in result.checks if check.message in ("s3", "headline")
    } == {
        ("s2", "s3"),
        ("headline", "headline"),
    }
    (error,) = [check for check in result.checks if check.severity == "error"]
    assert (error.sentence, "“It killed 41.”" in error.message) == ("s1", True)


def test_a_sentence_goes_with_what_carried_it(article: Article) -> None:
    """A sentence whose number only a record carried that is kept out is kept out as well."""
    result = broken(article, part_of="f99")
    carried = Sentence(text="There were 14, the interior ministry said.", records=("f1",))
    result = apply_checks(
        result.model_copy(update={"summary": Summary(sentences=(carried,))}), article.segmented
    )
    assert result.summary.sentences == ()
    assert [check.code for check in result.checks if check.severity == "error"] == [
        "unknown-id",
        "span-not-found",
        "number-unsupported",
    ]


def test_findings_of_others_stay_and_own_ones_are_computed_anew(article: Article) -> None:
    """A dismissal stays; a stale warning goes; an error about what is not in the result stays."""
    stale = make_finding("source-not-found", "the source “x” has no mention", record="f1")
    about_none = make_finding("span-not-found", "“missed words” stand nowhere", record="m1")
    mended = make_finding("unknown-id", "part_of of figure f1, “At least 14” names “f9”", record="f1")
    result = article.result(checks=(*article.result().checks, stale, about_none, mended))
    codes = [check.code for check in check_result(result, article.segmented)]
    assert codes == ["span-not-found", "dismissed-candidate", "dismissed-candidate"]


def test_the_order_of_findings_is_fixed(article: Article) -> None:
    """The same findings come in the same order, whatever order they were given in."""
    result = broken(article, part_of="f99")
    backwards = result.model_copy(update={"checks": result.checks[::-1]})
    assert check_result(result, article.segmented) == check_result(backwards, article.segmented)


def test_furniture_and_findings_out_of_place_are_named(article: Article) -> None:
    """A false span of furniture or of a finding leaves the result, and a finding says so."""
    wrong = Span(start=0, end=3, text="xyz")
    result = article.result()
    result = result.model_copy(
        update={
            "document": result.document.model_copy(update={"furniture": (wrong,)}),
            "checks": (*result.checks, make_finding("scare-quotes", "x", span=wrong)),
        }
    )
    result = apply_checks(result, article.segmented)
    assert ungrounded(result, article.source) == []
    assert sum("“xyz” does not stand" in check.message for check in result.checks) == 2


def test_a_failed_result_gets_no_findings(article: Article) -> None:
    """A result that failed has no candidates to account for."""
    result = article.result(status="failed", figures=(), quotes=(), events=(), summary=Summary(), checks=())
    assert apply_checks(result, article.segmented) == result


REFERENCES = st.sampled_from(["f1", "f2", "f3", "e1", "q1", "q2", "f99", None])
SPANS = st.builds(
    lambda start, text: Span(start=start, end=start + len(text), text=text),
    st.integers(0, 600),
    st.text(max_size=4),
)


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_applied_checks_settle(article: Article, data: st.DataObject) -> None:
    """After the checks every span stands, every id is known, no error follows, and applying again changes nothing."""
    result = article.result()
    figures = tuple(
        figure.model_copy(
            update={
                "part_of": data.draw(REFERENCES),
                "evidence": data.draw(st.sampled_from([figure.evidence, (data.draw(SPANS),)])),
            }
        )
        for figure in result.figures
    )
    texts = st.sampled_from(
        ["It killed 14.", "Damage came to $14.3 million.", "Belgium mourns.", "It killed 41."]
    )
    sentences = tuple(
        Sentence(
            text=data.draw(texts),
            evidence=data.draw(
                st.sampled_from([(), (article.sentence("At least 14"),), (data.draw(SPANS),)])
            ),
            records=tuple(data.draw(st.lists(st.sampled_from(["f1", "f2", "f4", "f99"]), max_size=2))),
        )
        for _ in range(3)
    )
    result = result.model_copy(
        update={"figures": figures, "summary": Summary(sentences=sentences, contested=sentences[:1])}
    )
    settled = apply_checks(result, article.segmented)
    assert ungrounded(settled, article.source) == []
    assert apply_checks(settled, article.segmented) == settled
    ids = {subject.record for subject, _ in iter_records(settled)}
    assert all(figure.part_of in {None, *ids} for figure in settled.figures)
    assert all(ids.issuperset(sentence.records) for sentence in settled.summary.sentences)
    kept = {figure.id for figure in settled.figures}
    errors = [check for check in settled.checks if check.severity == "error"]
    assert all(
        figure.id in kept
        or any(check.record == figure.id and figure.text in check.message for check in errors)
        for figure in figures
    )
