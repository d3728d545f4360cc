"""Passages are found again in a changed text, and a changed word is not taken for the same word elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.anchoring import Span, find_again
from kg.ids import digest

WORDS = st.sampled_from("On April the city of Lund signed an agreement with port two and 1 14 court bureau".split())
TEXTS = st.lists(WORDS, min_size=20, max_size=80).map(" ".join)
# No two stretches alike, so that nothing stands in its old place by chance.
DISTINCT = st.lists(WORDS, min_size=20, max_size=80).map(
    lambda words: " ".join(f"{n}{w}" for n, w in enumerate(words, 1000))
)


def span(text, start, end):
    return Span(start, end, digest(text[start:end]))


@st.composite
def texts_with_spans(draw, texts=TEXTS, shortest=1):
    text = draw(texts)
    starts = draw(st.lists(st.integers(0, len(text) - shortest - 1), min_size=1, max_size=12))
    return text, [span(text, start, min(len(text), start + draw(st.integers(shortest, 60)))) for start in starts]


@given(texts_with_spans())
def test_in_the_same_text_all_stand_where_they_stood(case):
    text, spans = case
    assert find_again(text, spans) == {each: each.start for each in spans}


@given(texts_with_spans(), st.data())
def test_one_changed_character_drifts_exactly_the_touched_spans(case, data):
    text, spans = case
    where = data.draw(st.integers(0, len(text) - 1))
    changed = f"{text[:where]}\N{BULLET}{text[where + 1 :]}"
    found = find_again(changed, spans)
    assert {each for each in spans if found[each] is None} == {each for each in spans if each.start <= where < each.end}
    assert all(found[each] in (None, each.start) for each in spans)


@given(texts_with_spans(DISTINCT, 12), st.integers(1, 500))
def test_words_before_the_text_move_what_has_a_long_passage(case, length):
    text, spans = case
    whole = span(text, 0, len(text))
    found = find_again("\N{BULLET}" * length + text, [*spans, whole])
    assert found == {each: each.start + length for each in [*spans, whole]}


def test_an_insertion_moves_what_follows_and_drifts_what_it_cuts():
    text = "On 1 April the city of Lund and the port of Ystad signed an agreement on ferries. They are to meet again in Ystad on 1 April next year."
    sentence, name, last = span(text, 0, 81), span(text, 23, 27), span(text, 82, len(text))
    port = span(text, 36, 49)
    found = find_again(text.replace("ferries", "fast ferries"), [sentence, name, port, last])
    assert found == {sentence: None, name: 23, port: 36, last: 87}


def test_the_same_words_elsewhere_do_not_stand_in():
    text = "On 1 April they signed. Later, on 1 April, they met."
    day = span(text, 3, 10)
    assert find_again(text.replace("On 1 April", "On 2 April", 1), [day]) == {day: None}


def test_a_shorter_text_has_lost_its_end():
    text = "A and B signed a memorandum of understanding in the town hall of Lund on Monday."
    whole = span(text, 0, len(text))
    assert find_again(text[:40], [whole, span(text, 0, 7)]) == {whole: None, span(text, 0, 7): 0}
