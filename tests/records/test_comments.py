"""Comments stay where they stood when a record file is written anew, and never become words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from kg.errors import RecordError
from kg.records import comments_kept, dump_yaml, read_records

LONG = "word " * 60
FILE = f"""
source: {{id: s, title: "{LONG}", published: 2020-04-21}}
signings:
  - id: a
    signed: '[2020-04-07..2020-04-08]'
    parties:
      - {{name: Port 😀 of Basel, kind: port, place: Basel}}
      - name: City of Kisumu
        evidence: [{{start: 5, end: {5 + len("x #1 '")}, exact: "x #1 '"}}]
    instruments: [{{title: "{LONG}"}}]
    fields: [transport, rail, air-pollution]
    commitments:
      - text: |
          dig # not a comment
      - text: >-
          {LONG}
    status: draft
    evidence:
      - {{start: 0, end: 200, digest: {"0" * 64}, aspects: [signing, date, kind, title, count]}}
  - {{id: b, parties: [{{place: Lund}}, {{place: Oslo}}]}}
claims:
  - id: c
    what: agreements
---
source: {{id: t}}
signings:
  - {{id: a, parties: []}}
"""


def kept(old, change=lambda records: records):
    return comments_kept(dump_yaml(change(read_records(old))), old)


def commented(choices):
    """FILE with comments at the ends of some lines and on lines of their own."""
    lines = []
    for number, line in enumerate(FILE.splitlines()):
        column, trailing = choices.get(number, (None, False))
        if column is not None:
            lines.append(f"{' ' * column}# alone {number}")
        lines.append(f"{line}  # beside {number}" if trailing and line else line)
    return "\n".join(lines) + "\n"


LINES = st.dictionaries(
    st.integers(0, len(FILE.splitlines()) - 1), st.tuples(st.none() | st.integers(0, 8), st.booleans()), max_size=8
)


@given(LINES)
def test_every_comment_stays_and_no_word_changes(choices):
    old = commented(choices)
    try:
        records = read_records(old)
    except RecordError:
        assume(False)
    assume(records == read_records(FILE))
    new = kept(old)
    assert read_records(new) == records
    for number, (column, trailing) in choices.items():
        assert column is None or new.count(f"# alone {number}\n") == 1
        assert not trailing or not FILE.splitlines()[number] or f"# beside {number}" in new
    assert kept(new) == new


def test_comments_stand_where_they_stood():
    old = """# the head
source: {id: s}  # of the source
signings:
  # before a
  - id: a  # named well
    parties:
      - {name: Port of Basel}  # who is it?
      # and this one?
      - name: City of Kisumu
    status: draft  # undecided
    # in a
  # before b
  - {id: b, parties: []}
# the end
"""
    assert (
        kept(old)
        == """# the head
source:  # of the source
  id: s
signings:
  # before a
  - id: a  # named well
    parties:
      - name: Port of Basel  # who is it?
      # and this one?
      - name: City of Kisumu
    # in a
    status: draft  # undecided
  # before b
  - id: b
    parties: []
# the end
"""
    )


def test_a_comment_whose_place_is_gone_says_where_it_was():
    old = "source: {id: s}\nsignings:\n  - {id: a, parties: []}  # hm\n  - {id: b, parties: []}\n"
    new = kept(old, lambda records: [replace(records[0], signings=records[0].signings[1:])])
    assert "# hm (was at a)\nsignings:\n  - id: b\n" in new
    assert kept(new) == new


def test_items_in_another_order_take_their_comments_along():
    old = "source: {id: s}\nsignings:\n  # one\n  - {id: a, parties: []}\n  # two\n  - {id: b, parties: []}\n"
    new = kept(old, lambda records: [replace(records[0], signings=records[0].signings[::-1])])
    assert "  # two\n  - id: b\n    parties: []\n  # one\n  - id: a\n" in new


def test_the_comment_of_a_block_of_text_is_one():
    old = "source:\n  id: s\n  title: |  # as printed\n    A # B\n  # next\n  licence: x\n"
    new = kept(old)
    assert read_records(new)[0].source.title == "A # B"
    assert "title: 'A # B'  # as printed\n" in new
    assert "  # next\n  licence: x\n" in new
