"""Labels by a language model: rules find the candidates, the model says what they mean, rules verify."""

from __future__ import annotations

from summarizer.extraction.labelled.labelling import extract_with_model
from summarizer.extraction.labelled.prompting import PROMPT_VERSION
from summarizer.extraction.labelled.reply import Reply

__all__ = ["PROMPT_VERSION", "Reply", "extract_with_model"]
