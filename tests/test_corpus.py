"""The packaged corpus against the hand count in its README, and against its article."""

from __future__ import annotations

import re

import pytest
from support import ROOT, SOURCE

import kg
from kg.evidence import verify
from kg.inputs import read_sources

FOLDER = ROOT / "data" / SOURCE


def hand_count() -> dict[str, int]:
    rows = re.findall(
        r"^\| ([A-Za-z0-9 ]+) \| (\d+) \| .+ \|$", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return {what: int(count) for what, count in rows}


@pytest.fixture(scope="module")
def counted(corpus):
    def rows(question, **parameters):
        return list(kg.ask(corpus, question, **parameters))

    parties = rows("parties")
    agreements = rows("agreements")
    claims = {str(row.claim).rpartition("/")[2]: row for row in rows("claimed-and-listed")}
    commitments = rows("commitments")
    return {
        "signings": len(rows("signings")),
        "agreements": len(agreements),
        "titled agreements": len(rows("titled-agreements")),
        "parties": len(parties),
        "bodies": sum(row.type == "body" for row in parties),
        "territories": sum(row.type == "territory" for row in parties),
        "unnamed groups": sum(row.type == "unnamed" for row in parties),
        "dated to a range": sum(str(row.date).startswith("[") for row in agreements),
        "signed 1 to 15 April": len(rows("agreements", from_="2020-04-01", to="2020-04-15")),
        "commitments": len(commitments),
        "signings without commitment": len(rows("signings-without-commitment")),
        "initiatives": sum(row.initiatives for row in rows("initiatives")),
        "deadlines": sum(row.due is not None for row in commitments),
        "recurrences": sum(row.recurrence is not None for row in commitments),
        "claims": len(claims),
        "claim mentions": len(rows("claim-mentions")),
        "year to date missing": claims["year-to-date"].gap,
        "early April missing": claims["early-april"].gap,
    }


@pytest.mark.parametrize("what", hand_count())
def test_the_graph_holds_what_was_counted_by_hand(counted, what):
    assert counted[what] == hand_count()[what]


def test_everything_counted_is_in_the_table(counted):
    assert counted.keys() == hand_count().keys()


def test_the_signings_are_those_listed_in_the_readme():
    listed = (FOLDER / "README.md").read_text(encoding="utf-8").split("## Signings")[1].split("\n\n", 1)[1]
    records, _ = read_sources([FOLDER])
    assert re.findall(r"[a-z-]{5,}", listed) == [signing.id for signing in records[0].signings]


def test_the_graph_cannot_tell_what_a_claim_about_a_part_counts(corpus):
    rows = {str(row.claim).rpartition("/")[2]: row for row in kg.ask(corpus, "claimed-and-listed")}
    for name in ("integrated-development-share", "special-agreement-fields"):
        assert (rows[name].listed, rows[name].gap) == (None, None)
    assert (rows["special-agreement-fields"].claimed_min, rows["special-agreement-fields"].claimed_max) == (11, None)
    assert rows["integrated-development-share"].claimed_min is None


def test_every_fact_has_evidence_with_a_digest():
    records, _ = read_sources([FOLDER])
    for signing in records[0].signings:
        things = [signing, *signing.parties, *signing.instruments, *signing.commitments]
        things += [item.initiative for item in signing.commitments if item.initiative]
        assert all(thing.evidence and all(item.digest for item in thing.evidence) for thing in things), signing.id
        aspects = {aspect for item in signing.evidence for aspect in item.aspects}
        assert {"date", "field"} <= aspects or signing.id == "healthcare-security"
    assert all(claim.evidence for claim in records[0].claims)


def test_every_passage_stands_in_the_article(corpus, article):
    found = verify(corpus, {SOURCE: article})
    assert (found.drifts, found.changed_sources) == ((), ())
    assert found.passages > 100


def test_no_sentence_of_the_article_is_in_the_repository(article):
    """No run of fourteen words of the article, titles apart, stands in any text file of the repository."""
    words = re.findall(r"\w+", article.lower())
    runs = {tuple(words[i : i + 14]) for i in range(len(words) - 13)}
    titles = [
        "Memorandum of Understanding on Sichuan-Chongqing Medical Insurance Strategic Cooperation",
        "Sichuan-Chongqing Cooperation Booms in a Wider Range and at a Deeper Level",
    ]
    for title in titles:
        parts = re.findall(r"\w+", title.lower())
        runs -= {tuple(parts[i : i + 14]) for i in range(len(parts) - 13)}
    folders = ("data", "kg", "ontology", "queries", "tests", "notebooks", "benchmarks")
    files = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".yaml", ".md", ".py", ".ttl", ".rq", ".trig"}
    ]
    for path in [*files, *ROOT.glob("*.md")]:
        here = re.findall(r"\w+", path.read_text(encoding="utf-8").lower())
        shared = runs & {tuple(here[i : i + 14]) for i in range(len(here) - 13)}
        assert not shared, f"{path}: {' '.join(next(iter(shared)))}"
