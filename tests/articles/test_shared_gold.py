"""The reader on the gold texts beside the repository, scored by the script that comes with them."""

from __future__ import annotations

import importlib.util
import json

import pytest
from support import ROOT

from kg.articles import read
from kg.records import dump_json, read_file

SHARED = ROOT.parent / "shared"
GOLD, TOOL = SHARED / "gold" / "dev", SHARED / "tools" / "score_extraction.py"
SEED = SHARED / "seed" / "sichuan-chongqing-2020.txt"


def figures(published: bool) -> dict:
    spec = importlib.util.spec_from_file_location("score_extraction", TOOL)
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    gold = tool.load_gold(GOLD)
    records = [
        read(text, source_id=name, path=f"{name}.txt", published=plain["published"] if published else None)
        for name, (plain, text) in gold.items()
    ]
    return tool.evaluate(gold, json.loads(dump_json(records)))


@pytest.mark.skipif(not TOOL.exists(), reason="the gold texts are not beside the repository")
@pytest.mark.parametrize("published", [True, False])
def test_bars(published):
    found = figures(published)
    assert found["documents"]["f1"] >= 0.90
    assert found["documents"]["precision"] >= 0.92
    assert found["parties"]["f1"] >= 0.88
    assert found["date"]["accuracy"] >= 0.92
    assert found["date"]["invented"] == 0
    assert found["kind"]["accuracy"] >= 0.90
    assert found["fields"]["f1"] >= 0.70
    assert found["claims"]["f1"] >= 0.80
    assert found["negatives"]["false_alarms"] == 0
    assert found["offsets"]["invalid"] == 0


@pytest.mark.skipif(not SEED.exists(), reason="the first corpus's article is not beside the repository")
def test_the_first_corpus_is_read_as_a_person_read_it():
    (by_hand,) = read_file(ROOT / "data" / "sichuan-chongqing-2020" / "records.yaml")
    draft = read(SEED.read_text(encoding="utf-8"), source_id="seed", published="2020-04-21")

    def signings(record):
        return {
            (signing.signed, frozenset(party.name or party.place for party in signing.parties)): sum(
                item.count for item in signing.instruments
            )
            for signing in record.signings
        }

    wanted, found = signings(by_hand), signings(draft)
    right = sum(count for key, count in wanted.items() if found.get(key) == count)
    assert right >= 18
    assert {(claim.what, claim.minimum) for claim in draft.claims} == {
        (claim.what, claim.minimum) for claim in by_hand.claims
    }
