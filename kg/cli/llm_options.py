"""The options of the reader that asks a language model, and what it says at the end."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import click

from kg.cli.app import note
from kg.cli.numbers import Number
from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.articles.llm.endpoint import Usage
    from kg.articles.llm.reader import LlmReader

__all__ = ["LlmOptions", "chosen_reader", "llm_options", "told_left_out", "told_usage"]

F = TypeVar("F", bound="Callable[..., Any]")

_KEY_VARIABLE = "KG_LLM_KEY"
_MILLION = 1_000_000
_ADDRESS = "OpenAI-compatible endpoint, such as https://host/v1. [env: KG_LLM_URL]"
_KEY = f"Environment variable that holds the key. [default: {_KEY_VARIABLE}]"
_TIMEOUT: dict[str, Any] = {"type": Number(0.1, 3600), "default": 120, "show_default": True}
_RETRIES: dict[str, Any] = {"type": click.IntRange(0, 10), "default": 3, "show_default": True}
_PRICE: dict[str, Any] = {"nargs": 2, "type": Number(0), "metavar": "IN OUT"}
_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option("--llm-url", envvar="KG_LLM_URL", metavar="URL", help=_ADDRESS),
    click.option("--llm-model", envvar="KG_LLM_MODEL", metavar="NAME", help="Model to ask. [env: KG_LLM_MODEL]"),
    click.option("--llm-key-env", metavar="VAR", help=_KEY),
    click.option("--llm-timeout", **_TIMEOUT, help="Seconds for one request."),
    click.option("--llm-retries", **_RETRIES, help="Further tries after a failed request."),
    click.option("--llm-price", **_PRICE, help="Prices of a million tokens, for the cost line."),
)


class LlmOptions(TypedDict):
    """The values of the options ``--llm-…``."""

    llm_url: str | None
    llm_model: str | None
    llm_key_env: str | None
    llm_timeout: float
    llm_retries: int
    llm_price: tuple[float, float] | None


def llm_options(function: F) -> F:
    """The options ``--llm-…``."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def chosen_reader(name: str, llm: LlmOptions) -> LlmReader | str:
    """The reader called ``name``; the options ``llm`` are for the reader of this name alone (a usage error else)."""
    if name != "llm":
        context = click.get_current_context()
        for option in llm:
            if context.get_parameter_source(option) is click.core.ParameterSource.COMMANDLINE:
                raise click.UsageError(f"--{option.replace('_', '-')} is for --reader llm")
        return name
    from kg.articles.llm.endpoint import Endpoint
    from kg.articles.llm.reader import LlmReader  # needs an extra

    if not llm["llm_url"]:
        raise InputError("the llm reader needs an endpoint: --llm-url URL or KG_LLM_URL")
    key = os.environ.get(llm["llm_key_env"] or _KEY_VARIABLE) or None
    if llm["llm_key_env"] and key is None:
        raise InputError(f"--llm-key-env: there is no key in the environment variable {llm['llm_key_env']}")
    return LlmReader(Endpoint(llm["llm_url"], llm["llm_model"] or "", key, llm["llm_timeout"], llm["llm_retries"]))


def told_left_out(reader: LlmReader, article: str) -> None:
    """One line on stderr for each thing that the last reading left out."""
    for one in reader.left_out:
        note(f"kg extract: {article}: left out: {one}")


def told_usage(usage: Usage, price: tuple[float, float] | None) -> None:
    """The line of requests, tokens and cost on stderr."""
    parts = [f"{usage.requests} requests ({usage.retries} retries)"]
    parts.append(f"{usage.tokens_in:,} tokens in, {usage.tokens_out:,} out")
    if usage.untold:
        parts.append(f"{usage.untold} answers do not tell their tokens")
    if price:
        cost = (usage.tokens_in * price[0] + usage.tokens_out * price[1]) / _MILLION
        parts.append(f"cost {'at least ' if usage.untold else ''}{cost:.4f}")
    note(f"kg extract: llm: {'; '.join(parts)}")
