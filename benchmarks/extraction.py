"""How fast articles are read: characters a second of processor time, by length of the text for articles and for hard
texts, and as a ratio to spaCy's blank English pipeline."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg.articles import read
from kg.articles.places.gazetteer import gazetteer

TEXTS = Path(__file__).parents[1] / "tests" / "articles" / "texts"
SIZES = (100_000, 1_000_000, 10_000_000)  # characters


def seconds(texts: list[str]) -> float:
    """Processor seconds that reading the texts takes."""
    start = time.process_time()
    for text in texts:
        read(text, source_id="benchmark", published="2020-01-01")
    return time.process_time() - start


def hard(articles: str) -> dict[str, str]:
    """What is repeated to make a long text: articles, and texts on which a step of more than linear time would show."""
    return {
        "articles": articles + "\n",
        "dense signings": "China and Laos signed an agreement on trade with Vietnam. ",
        "one line": articles.replace("\n", " ") + " ",
        "capital letters": "ABCDEFGHIJ",
        "capitalised words": "Abc Def ",
        "and and and": "and ",
        "brackets": "(China [",
        "open quotes": "“ ",
        "one sentence": "trade with Kenya and the culture of Peru, ",
    }


def by_length(articles: str) -> None:
    """Print a table of thousands of characters a second; the rows are level where time is linear in length."""
    print("".join(["1,000 characters/s".ljust(20), *(f"{size:>12,}" for size in SIZES)]))
    for name, piece in hard(articles).items():
        speeds = []
        for size in SIZES:
            text = (piece * (size // len(piece) + 1))[
                :size
            ] + "\nThey signed an agreement."  # nothing before is skipped
            speeds.append(size / seconds([text]) / 1000)
        print("".join([name.ljust(20), *(f"{speed:>12,.0f}" for speed in speeds)]), flush=True)


def main() -> None:
    """Print the figures."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))] * 5
    size = sum(map(len, texts))
    gazetteer()
    seconds(texts[:5])
    spent = seconds(texts)
    print(f"reader: {size / spent:,.0f} characters/s, {size / spent / 1500:,.0f} texts of 1,500 characters/s")
    by_length("\n\n".join(texts))
    try:
        import spacy  # measured against, never needed
    except ImportError:
        print("spaCy is not installed: no ratio", file=sys.stderr)
        return
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    list(blank.pipe(texts[:5]))
    start = time.process_time()
    list(blank.pipe(texts))
    print(f"ratio to spaCy's blank pipeline with sentencizer: {spent / (time.process_time() - start):.1f}")


if __name__ == "__main__":
    main()
