"""Asks a model over HTTP: the only module that imports litellm and instructor, and only when it must.

One call goes through instructor (which validates and re-asks once) and litellm (which speaks to the
provider), inside one layer of retries for what may pass.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import warnings
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import ValidationError

from summarizer.errors import UnknownModelError
from summarizer.models import redirects
from summarizer.models.checking import EXAMPLES, check_options
from summarizer.models.connections import close_connections
from summarizer.models.exchange import ModelReply, known_count
from summarizer.models.failures import (
    MissingKeyError,
    causes,
    model_error,
)
from summarizer.models.flow import Flow
from summarizer.models.hosts import basic_authorization, without_credentials
from summarizer.models.loop import at_shut_down, leave_at_fork
from summarizer.models.prices import MILLION, Price
from summarizer.models.providers import key_variables
from summarizer.models.redaction import answer_without_secrets
from summarizer.models.reports import unreported
from summarizer.models.tally import Tally, current_tally, told_tokens
from summarizer.models.wire import lenient_form
from summarizer.settings import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from summarizer.models.cassettes import Recordings
    from summarizer.models.exchange import ModelRequest
    from summarizer.models.options import ModelOptions

__all__ = ["LiveClient", "check_options", "given_price", "price_of"]

_DUMMY_KEY = "none"
_CHARACTERS_PER_TOKEN = 3
_WINDOW_STEP = 2048
_PLAYED_BASE = "http://127.0.0.1:9/v1"
"""Nothing listens there: what has no recording cannot leave by it."""
_GRACE = 0.5
"""Seconds above the timeout before a call that does not keep it is cancelled."""


def given_price(options: ModelOptions) -> Price | None:
    """The price that was set; None where it is to be looked up."""
    if options.price_in is None or options.price_out is None:
        return None
    return Price(options.price_in, options.price_out, given=True)


def price_of(options: ModelOptions) -> Price | None:
    """What a model's tokens cost; None where that is not known, as of a server of one's own.

    Raises:
        UnknownModelError: Nothing can serve a model of that name.
    """
    given = given_price(options)
    if given is not None:
        return given
    litellm, _ = _packages()
    try:
        known = litellm.get_model_info(_route(options, litellm))
    except UnknownModelError:
        raise
    except Exception:  # noqa: BLE001 - litellm raises a bare Exception for a model it does not know
        return None
    prompt, reply = ((known.get(f"{part}_cost_per_token") or 0.0) * MILLION for part in ("input", "output"))
    return Price(prompt, reply) if prompt or reply else None


class LiveClient:
    """Asks over HTTP, or plays recordings of having done so; one for a whole run.

    Args:
        options: Which model, where, and within which limits.
        tell: Takes a sentence when the server is down, and when it is back.

    Raises:
        UnknownModelError: Nothing can serve a model of that name.
        ConfigurationError: Options contradict each other.
    """

    def __init__(self, options: ModelOptions, tell: Callable[[str], None] | None = None) -> None:
        check_options(options)
        self._options = options
        self.flow = Flow(options, tell) if options.recording != "replay" else None
        """What holds its calls back; None where nothing is sent."""
        self.cached_tokens: int | None = None
        """Tokens of prompts that the provider had cached; None where it does not say."""
        self._stack = contextlib.ExitStack()
        self._recordings: Recordings | None = None
        self._model = ""
        self._litellm: Any = None
        self._create: Any = None
        self._response_model: Any = None
        """Makes a form what instructor wants, once: it would make a class of it anew for each call."""

    @property
    def origin(self) -> Literal["live", "recorded", "imported"]:
        """Whether answers are played or come from the model."""
        return "recorded" if self._options.recording == "replay" else "live"

    async def __aenter__(self) -> Self:
        self._litellm, instructor = _packages()
        self._model = _route(self._options, self._litellm)
        completion = _completion(self._litellm, self._options, self.flow, self._key_variables())
        patched = instructor.from_litellm(completion, mode=instructor.Mode.JSON_SCHEMA)
        self._create = patched.chat.completions.create_with_completion
        self._response_model = cache(lambda form: instructor.response_schema(lenient_form(form)))
        self._stack.enter_context(redirects.refusing_ready())
        if self._options.recording != "off":
            from summarizer.models.cassettes import recordings  # noqa: PLC0415 - vcr costs 0.7 s

            self._recordings = self._stack.enter_context(recordings(self._options))
        _OPEN.add(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        _OPEN.discard(self)
        if not _OPEN:
            await close_connections(self._litellm)

    async def ask(self, request: ModelRequest) -> ModelReply:
        """Ask once; what does not validate is asked again once, what may pass is tried again.

        Raises:
            ModelError: No valid answer came.
        """
        _ARTICLE.set(request.document)
        tally = Tally(self._cost)
        about = self._recordings.about(request.document) if self._recordings else contextlib.nullcontext()
        with about, redirects.refusing():
            try:
                return ModelReply(await self._answer(request), tally.spent)
            except Exception as error:  # noqa: BLE001 - litellm raises of all kinds
                failure = model_error(error, request, self._options, tally.spent)
        try:
            # Out here it has no context: the error holds the key, and may repeat it as the server does.
            raise failure
        finally:
            del failure  # its traceback holds this frame

    async def _answer(self, request: ModelRequest) -> Any:
        try:
            return await self._persist(request, request.max_tokens)
        except Exception as error:
            if not _was_cut(error) or not self._may_be_longer(request):
                raise
        return await self._persist(request, 2 * request.max_tokens)

    async def _persist(self, request: ModelRequest, max_tokens: int) -> Any:
        from summarizer.models.retrying import attempts  # noqa: PLC0415 - tenacity, for those who ask

        policy = attempts(self._options, self.flow.pause) if self.flow else attempts(self._options)
        async for attempt in policy:
            with attempt:
                return await self._call(request, max_tokens)
        raise AssertionError("attempts end with a result or an error")

    async def _call(self, request: ModelRequest, max_tokens: int) -> Any:
        answer, completion = await self._create(
            model=self._model,
            messages=[{"role": one.role, "content": one.content} for one in request.messages],
            response_model=self._response_model(request.form),
            max_retries=_reasks(),
            num_retries=0,
            **self._arguments(request, max_tokens),
        )
        self._count_cached(completion)
        return answer

    def _arguments(self, request: ModelRequest, max_tokens: int) -> dict[str, Any]:
        options = self._options
        arguments: dict[str, Any] = {
            "max_tokens": max_tokens,
            "seed": request.repeat,
            "timeout": options.timeout,
            "drop_params": True,
            **self._arguments_of_server(),
        }
        if options.temperature is not None:
            arguments["temperature"] = options.temperature
        if self._model.startswith("ollama_chat/"):
            prompt = sum(len(one.content) for one in request.messages) // _CHARACTERS_PER_TOKEN
            steps = -(-(prompt + max_tokens) // _WINDOW_STEP)
            arguments["num_ctx"] = min(steps * _WINDOW_STEP, options.context_window)
        return arguments

    def _arguments_of_server(self) -> dict[str, Any]:
        """Where it is, and what lets in."""
        base, key = self._options.api_base, self._options.api_key
        if self._options.recording == "replay":
            key = _DUMMY_KEY
            base = base or (_PLAYED_BASE if self._model.startswith("openai/") else None)
        arguments: dict[str, Any] = {}
        if base:
            credentials = basic_authorization(base)
            arguments["api_base"] = without_credentials(base)
            if credentials:
                arguments["extra_headers"] = {"Authorization": credentials}
            key = key or (_DUMMY_KEY if credentials or is_loopback(base) else None)
        return arguments | {"api_key": key} if key else arguments

    def _key_variables(self) -> tuple[str, ...]:
        """The variables one of which must hold the provider's key; none where that is not needed."""
        has_key = "api_key" in self._arguments_of_server() or self._litellm.api_key
        if has_key or self._options.recording == "replay":
            return ()
        _, provider, _, _ = self._litellm.get_llm_provider(self._model)
        if self._options.api_base and provider != "openai":
            return ()  # a server of one's own, which litellm asks without a key
        return () if getattr(self._litellm, f"{provider}_key", None) else key_variables(provider)

    def _may_be_longer(self, request: ModelRequest) -> bool:
        prompt = sum(len(one.content) for one in request.messages) // _CHARACTERS_PER_TOKEN
        return prompt + 2 * request.max_tokens <= self._options.context_window

    def _count_cached(self, completion: Any) -> None:
        details = getattr(getattr(completion, "usage", None), "prompt_tokens_details", None)
        count = known_count(getattr(details, "cached_tokens", None))
        if count is not None:
            self.cached_tokens = (self.cached_tokens or 0) + count

    def _cost(self, completion: Any) -> float | None:
        """US dollars; None where the price is not known. A recording costs what it cost."""
        prompt, reply = told_tokens(completion)
        if prompt is None or reply is None:
            return None
        price = given_price(self._options)
        if price is not None:
            return price.cost(prompt, reply)
        if (getattr(completion, "_hidden_params", None) or {}).get("response_cost", 0.0) is None:
            return None  # litellm has looked for the price of this reply already
        try:
            cost = self._litellm.completion_cost(completion_response=completion, model=self._model)
        except Exception:  # noqa: BLE001 - litellm raises a bare Exception for a price it does not know
            return None
        return float(cost) if cost else None


_OPEN: set[LiveClient] = set()
"""The clients that are open; they share litellm's connections."""
_ARTICLE: ContextVar[str] = ContextVar("asked about", default="")
"""Id of the article whose request is under way."""


def _packages() -> tuple[Any, Any]:
    """Both packages, imported quietly: no price map from the network, no debug prints, no logs."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    os.environ.setdefault("PYDANTIC_ERRORS_INCLUDE_URL", "0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what they say of each other's versions is nothing a user can mend
        import instructor  # noqa: PLC0415
        import litellm  # noqa: PLC0415

    # Of an answer that is none of openai's types pydantic warns too, and shows a piece of it.
    warnings.filterwarnings("ignore", message="Pydantic serializer warnings", category=UserWarning)
    # At its first call litellm builds a schema of openai's types, one of whose qualifiers pydantic warns of.
    warnings.filterwarnings("ignore", message=".*`ReadOnly` qualifier", category=UserWarning)
    litellm.suppress_debug_info = True
    litellm.disable_hf_tokenizer_download = True
    litellm.telemetry = False
    for name in ("LiteLLM", "LiteLLM Proxy", "LiteLLM Router", "instructor", "instructor.v2.retry"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    leave_at_fork(litellm.in_memory_llm_clients_cache.cache_dict)
    at_shut_down(_close_what_is_open)
    return litellm, instructor


async def _close_what_is_open() -> None:
    import litellm  # noqa: PLC0415

    await close_connections(litellm)


def _completion(litellm: Any, options: ModelOptions, flow: Flow | None, keys: tuple[str, ...]) -> Any:
    """The call of litellm, counted, in its turn, with the form told in the way that the server wants.

    Nothing is sent where of the variables ``keys`` none is set.
    """
    constraint = options.constraint

    async def complete(**arguments: Any) -> Any:
        told = arguments.pop("response_format", None)
        if constraint == "json_object" and told is not None:
            told = {"type": "json_object", "schema": told["json_schema"]["schema"]}
        if constraint != "none" and told is not None:
            arguments["response_format"] = told

        async def call() -> Any:
            if keys and not any(os.environ.get(name) for name in keys):
                raise MissingKeyError(keys)
            tally = current_tally()
            try:
                # A server that trickles keeps every read within the timeout, and the whole call for ever.
                async with asyncio.timeout(arguments["timeout"] + _GRACE):
                    with unreported(litellm):
                        completion = await litellm.acompletion(**arguments)
            except Exception as error:
                tally.failed(error)
                raise
            tally.answered(completion)
            _hide_secrets(completion, asked, options)
            return completion

        asked = "\n".join(str(one["content"]) for one in arguments["messages"])
        if flow is None:
            return await call()
        again = bool(current_tally().spent.calls)
        return await flow.through(_ARTICLE.get(), len(asked), call, again=again)

    return complete


def _hide_secrets(completion: Any, asked: str, options: ModelOptions) -> None:
    """Take secrets out of an answer before it is read: a server that has the key may repeat it."""
    for choice in getattr(completion, "choices", None) or ():
        message: Any = getattr(choice, "message", None)
        content = getattr(message, "content", None)
        if isinstance(content, str):
            message.content = answer_without_secrets(content, asked, options)


def _reasks() -> Any:
    """One re-ask, and only of what does not validate."""
    from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt  # noqa: PLC0415

    return AsyncRetrying(
        stop=stop_after_attempt(2), retry=retry_if_exception_type(ValidationError), reraise=True
    )


def _route(options: ModelOptions, litellm: Any) -> str:
    """The model as litellm wants it named.

    A bare name that litellm does not know is asked of an OpenAI-compatible server, if there is an address for
    one, or played from recordings.
    """
    provider, slash, name = options.model.partition("/")
    if provider == "ollama":
        return f"ollama_chat/{name}"
    if slash:
        if provider not in litellm.provider_list and options.api_base is None:
            raise UnknownModelError(
                f"{options.model!r}: no provider is called {provider!r}; try {'; '.join(EXAMPLES)}"
            )
        return options.model if provider in litellm.provider_list else f"openai/{options.model}"
    if options.api_base is not None or options.recording == "replay":
        return f"openai/{options.model}"
    try:
        litellm.get_llm_provider(options.model)
    except Exception as error:
        raise UnknownModelError(
            f"no provider serves a model called {options.model!r}; name its server with --api-base, play its "
            f"recordings with --cassettes DIR --recording replay, or try {'; '.join(EXAMPLES)}"
        ) from error
    return options.model


def _was_cut(error: BaseException) -> bool:
    return any(type(one).__name__ == "IncompleteOutputException" for one in causes(error))
