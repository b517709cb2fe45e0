"""What a result will say of how it was made, before anybody is asked; those that say so already can stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarizer.records import Provenance

if TYPE_CHECKING:
    from summarizer.models import ModelOptions

__all__ = ["planned_provenance"]


def planned_provenance(options: ModelOptions | None, repeat: int = 1) -> Provenance:
    """The model, prompt, schema and parameters of a result that is still to be made.

    Args:
        options: How the model is asked; None for ``baseline``.
        repeat: Number of the repeat, from 1.
    """
    if options is None:
        from summarizer.extraction.baseline import RULES_VERSION  # noqa: PLC0415

        return Provenance(model="baseline", origin="rules", parameters={"rules": RULES_VERSION})
    from summarizer.extraction.labelled.prompting import PROMPT_VERSION  # noqa: PLC0415 - for those who ask
    from summarizer.extraction.labelled.split_parts import SPLIT_VERSION  # noqa: PLC0415
    from summarizer.extraction.labelled.verifying import VERIFY  # noqa: PLC0415

    parameters: dict[str, Any] = {
        "constraint": options.constraint,
        "context_window": options.context_window,
        "temperature": options.temperature,
    }
    prompts = [SPLIT_VERSION if options.split else PROMPT_VERSION]
    if options.split:
        parameters["split"] = True
    if options.verify:
        prompts.append(VERIFY)
        parameters["verify"] = options.verify_model or options.model
    return Provenance(
        model=options.model, origin="live", prompt="+".join(prompts), parameters=parameters, repeat=repeat
    )
