"""How fast articles are read: characters a second of processor time, as a ratio to spaCy's blank English pipeline,
and the time of texts twice and four times as long."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg.articles import read
from kg.articles.gazetteer import gazetteer

TEXTS = Path(__file__).parents[1] / "tests" / "articles" / "texts"


def seconds(texts: list[str]) -> float:
    """Processor seconds that reading the texts takes."""
    start = time.process_time()
    for text in texts:
        read(text, source_id="benchmark", published="2020-01-01")
    return time.process_time() - start


def main() -> None:
    """Print the figures."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))] * 5
    size = sum(map(len, texts))
    gazetteer()
    seconds(texts[:5])
    spent = seconds(texts)
    print(f"reader: {size / spent:,.0f} characters/s, {size / spent / 1500:,.0f} texts of 1,500 characters/s")
    whole = "\n\n".join(texts)
    for times in (1, 2, 4):
        print(f"one text of {len(whole) * times:,} characters: {seconds([(whole + chr(10)) * times]):.2f} s")
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
