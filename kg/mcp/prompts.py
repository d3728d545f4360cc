"""Ways to begin: what a person may want an agent to do with the graph."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["PROMPTS", "Prompt"]


class Prompt(NamedTuple):
    """A text with one gap, ``{argument}``; ``about`` says what goes into the gap."""

    title: str
    description: str
    argument: str
    about: str
    text: str


PROMPTS: Mapping[str, Prompt] = MappingProxyType(
    {
        "profile": Prompt(
            "Profile of a party or place",
            "Partners, agreements, fields and dates of a party or place, each with its evidence",
            "name",
            "A party or place",
            "Find {name} with the tool search, then tell with entity and ask_partners who its partners are, in which "
            "fields, since when. Name the IRI of every agreement that you speak of, and the passages that state it "
            "(tool evidence). Say what the graph does not tell; dates are EDTF, and some are only possible.",
        ),
        "check-statement": Prompt(
            "Check a statement",
            "Whether the graph bears out a statement on agreements, and by which passages",
            "statement",
            "What somebody says about agreements",
            "Check this statement against the graph: {statement}\nFind the parties with the tool search, ask the "
            "questions that bear on it, and answer: borne out, contradicted, or not told. What is not in the graph may "
            "still be true. Name the IRIs of agreements and passages, and give the words where they may be quoted.",
        ),
    }
)
