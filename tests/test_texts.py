"""The text of a source from plain files, HTML and PDF."""

from __future__ import annotations

import pytest
from support import run_kg

from kg.errors import InputError
from kg.texts import decoded, source_text

LINES = (
    "GENEVA, 3 March 2021 - The ports of Lisbon and Tan-",
    "gier signed a memorandum of understanding on ship safety",
    "on 2 March 2021, the two port authorities said.",
)


def pdf(*lines: str) -> bytes:
    """A PDF of one page with the lines, as the format's standard (ISO 32000) builds it."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


def test_plain_text_stands_as_it_is(tmp_path):
    (tmp_path / "a.txt").write_bytes("\ufeffone\r\ntwo\n".encode())
    assert source_text(tmp_path / "a.txt") == "one\r\ntwo\n"


def test_a_pdf_gives_its_text_layer_with_divided_words_joined():
    assert (
        decoded(pdf(*LINES), "a.pdf")
        .split("\n")[0]
        .endswith("Tangier signed a memorandum of understanding on ship safety")
    )


@pytest.mark.parametrize("name", ["page.html", "saved-without-suffix"])
def test_html_is_known_by_its_name_or_its_beginning(name):
    page = (
        "<!DOCTYPE html><html><body><nav>Home</nav><article><p>" + "Two towns signed a pact. " * 20 + "</p></article>"
    )
    assert decoded(page.encode(), name).startswith("Two towns signed a pact.")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.4 nothing more", "cannot be read"),
        (pdf(), "no text layer"),
        (b"\x89PNG\r\n", "binary"),
        (b"text \x00 text", "binary"),
        (b"caf\xe9 \xff", "UTF-8"),
        (b"<html><body></body></html>", "no main text"),
    ],
)
def test_what_holds_no_text_is_told_in_one_line(data, problem):
    with pytest.raises(InputError, match=problem) as told:
        decoded(data, "given")
    assert str(told.value).startswith("given: ")


def test_a_pdf_is_extracted_built_and_verified(tmp_path):
    (tmp_path / "port.pdf").write_bytes(pdf(*LINES))
    run_kg("extract", "port.pdf", "-o", "draft.yaml", cwd=tmp_path)
    run_kg("build", "draft.yaml", "--store", "store", cwd=tmp_path)
    told = run_kg("ask", "partners", "--store", "store", "--format", "csv", cwd=tmp_path).out
    assert "Tangier" in told
    checked = run_kg("verify", "--text", "port=port.pdf", "--store", "store", cwd=tmp_path)
    assert "0 drifted" in checked.err
