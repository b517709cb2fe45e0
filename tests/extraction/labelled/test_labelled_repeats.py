"""Facts about a second reply to one article: it becomes what it would become as the first one."""

from __future__ import annotations

from typing import Any

import pytest
from labelled_park import PARK, PARK_REPLY

from summarizer.extraction.labelled.building import build_result
from summarizer.extraction.labelled.grounded import ArticleGround
from summarizer.extraction.labelled.reply import Reply
from summarizer.records import ArticleSummary, Provenance
from summarizer.text.segment import segment

SEGMENTED = segment(PARK.text, published=PARK.info.published)
REPLY = Reply.model_validate(
    PARK_REPLY
    | {
        "events": [
            *PARK_REPLY["events"],
            {"id": "e3", "in": ["s1"], "what": "A tree fell.", "type": "other", "by": ["p9"]},
        ]
    }
)
"""One of its events is by a source that is not listed: it is kept out, with a finding."""


def built(reply: Reply, article: ArticleGround | None = None) -> ArticleSummary:
    """What a reply becomes, after others to the same article or alone."""
    return build_result(PARK.info, SEGMENTED, reply, Provenance(model="stand-in", origin="imported"), article)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"sources": [*REPLY.sources, REPLY.sources[0].model_copy(update={"id": "p9"})]},
        {"sources": [one.model_copy(update={"name": "Tree Trust"}) for one in REPLY.sources]},
        {"sources": [one.model_copy(update={"kind": "media"}) for one in REPLY.sources]},
        {"sources": REPLY.sources[1:]},
        {"quotes": [one.model_copy(update={"when": ["d2"]}) for one in REPLY.quotes]},
        {"events": [one.model_copy(update={"what": "The Tree Trust spoke."}) for one in REPLY.events]},
        {"figures": REPLY.figures[::-1], "quotes": REPLY.quotes[1:]},
        {
            "missed": Reply.model_validate({"missed": [{"id": "m1", "text": "roots"}]}).missed,
            "figures": [REPLY.figures[0].model_copy(update={"id": "m1"}), *REPLY.figures[1:]],
        },
    ],
)
def test_a_reply_becomes_the_same_after_others(changed: dict[str, Any]) -> None:
    """Records and findings are those that it has alone, whichever reply about the article came before."""
    other = REPLY.model_copy(update=changed)
    for first, second in ((REPLY, other), (other, REPLY)):
        article = ArticleGround(SEGMENTED, ())
        built(first, article)
        assert built(second, article) == built(second)


def test_what_a_repair_leaves_alone_is_not_made_again() -> None:
    """The records of labels that stay are the same objects; that of a new label is not."""
    article = ArticleGround(SEGMENTED, ())
    before = built(REPLY, article)
    spoken = REPLY.events[0].model_copy(update={"what": "The council spoke."})
    after = built(REPLY.model_copy(update={"events": [spoken, *REPLY.events[1:]]}), article)
    assert after.events[0].what == "The council spoke."
    assert after.events[1] is before.events[1]
    assert after.quotes[0] is before.quotes[0]
    assert after.checks == before.checks
    assert len(after.checks) == 1
