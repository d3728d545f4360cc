"""Drafts for the tests of review: made here, as a reader would make them, with words that a page must survive."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.model import Claim, Commitment, Evidence, Instrument, Party, Record, Signing, Source
from kg.records import dump_yaml

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</script><img src=x onerror=alert(1)>"
TEXT = f"""The Port of Basel and the City of Kisumu signed a treaty on rail, "Rail {HOSTILE} Pact", on 4 May 2021.

Both will share staff. On the same day the City of Kisumu and {HOSTILE} Ltd signed a memorandum.

{{{{ 7 * 7 }}}} At least 12 agreements were signed in 2021. <!-- end --> &amp; no more.
"""


def stretch(words: str, *aspects: str, after: str = "") -> Evidence:
    """Evidence for the first ``words`` behind ``after``."""
    start = TEXT.index(words, TEXT.index(after))
    return Evidence(start=start, end=start + len(words), aspects=aspects)


def record(source: str = "basel") -> Record:
    """Two signings that share nothing but a party, and a count."""
    basel, kisumu, limited = "Port of Basel", "City of Kisumu", f"{HOSTILE} Ltd"
    title = f"Rail {HOSTILE} Pact"
    first, _, rest = TEXT.partition("\n\n")
    treaty = Signing(
        id="basel-kisumu",
        parties=(
            Party(name=basel, kind="enterprise", place="Basel", evidence=(stretch(basel, "party"),)),
            Party(name=kisumu, kind="government", place="Kisumu", evidence=(stretch(kisumu, "party"),)),
        ),
        signed="2021-05-04",
        basis="stated",
        instruments=(Instrument(kind="treaty", title=title, evidence=(stretch(title, "title"),)),),
        fields=("transport",),
        commitments=(Commitment(text="share staff", evidence=(stretch("share staff", "commitment"),)),),
        status="draft",
        confidence=Decimal("0.93"),
        evidence=(stretch(first, "signing"), stretch("4 May 2021", "date")),
    )
    sentence = rest.partition("staff. ")[2].partition("\n")[0]
    memorandum = Signing(
        id="kisumu-ltd",
        parties=(
            Party(name=kisumu, evidence=(stretch(kisumu, "party", after="On the same"),)),
            Party(name=limited, kind="enterprise", evidence=(stretch(limited, "party"),)),
        ),
        instruments=(Instrument(kind="memorandum", evidence=(stretch("a memorandum", "kind"),)),),
        status="draft",
        confidence=Decimal("0.6"),
        evidence=(stretch(sentence, "signing"),),
    )
    counted = (stretch("At least 12 agreements", "count"),)
    count = Claim(id="claim-1", what="agreements", minimum=12, period="2021", status="draft", evidence=counted)
    told = Source(id=source, title=f"News {HOSTILE}", path="basel.txt")
    return Record(source=told, signings=(treaty, memorandum), claims=(count,))


def written(folder: Path, *sources: str) -> Path:
    """A draft file of ``sources`` with its text beside it."""
    (folder / "basel.txt").write_text(TEXT, encoding="utf-8", newline="")
    one = record()
    records = [replace(one, source=replace(one.source, id=source)) for source in sources or ("basel",)]
    path = folder / "draft.yaml"
    path.write_text(dump_yaml(records), encoding="utf-8")
    return path
