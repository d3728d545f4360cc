"""The SPARQL page: an editor, and an engine that answers in the browser on the site's own dump."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query import question, question_names
from kg.site.parts import cut
from kg.site.paths import in_script
from kg.site.questioning import shown_query
from kg.site.terms import terms
from kg.vocab import CODE, NAMESPACE, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.site.layout import Layout

__all__ = ["sparql_files"]

_KEYWORDS = (
    "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES GRAPH ORDER BY GROUP BY HAVING LIMIT OFFSET PREFIX "
    "ASK CONSTRUCT DESCRIBE COUNT SUM MIN MAX AVG GROUP_CONCAT SAMPLE EXISTS BOUND COALESCE CONTAINS LCASE UCASE LANG "
    "LANGMATCHES REGEX STR STRSTARTS STRENDS STRLEN SUBSTR YEAR MONTH DAY"
)
_FIRST = """PREFIX accord: <https://w3id.org/accord/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# Who signed most agreements?
SELECT ?party ?label (COUNT(DISTINCT ?agreement) AS ?agreements)
WHERE {
  ?agreement a accord:Agreement ; accord:hasParty ?party .
  ?party rdfs:label ?label .
  FILTER (LANG(?label) IN ("", "en"))
}
GROUP BY ?party ?label
ORDER BY DESC(?agreements) ?label
LIMIT 20
"""


def sparql_files(layout: Layout, quads: int, size: int) -> Iterator[tuple[str, str]]:
    """The page, and the words and questions that its editor offers; ``size`` is the dump's, in bytes."""
    questions = [
        {"name": name, "summary": question(name).summary, "query": shown_query(question(name).text)}
        for name in question_names()
    ]
    said = {"words": _words(), "questions": questions, "first": _FIRST, "prefixes": dict(PREFIXES)}
    yield "sparql/words.js", f"globalThis.accordWords = {in_script(said)};\n"
    yield "sparql/index.html", layout.page("sparql", "sparql/index.html", quads=quads, size=size)


def _words() -> list[dict[str, str]]:
    """What can be completed: keywords, prefixes, and the ontology's terms with their definitions."""
    found = [{"label": word, "type": "keyword"} for word in dict.fromkeys(_KEYWORDS.split())]
    found += [
        {"label": f"{prefix}:", "type": "namespace", "detail": iri, "apply": f"{prefix}:"}
        for prefix, iri in PREFIXES.items()
    ]
    kinds = {"Class": "class", "Object property": "property", "Datatype property": "property"}
    for term in terms().values():
        if term.kind in kinds and term.iri.startswith(NAMESPACE):
            found.append(
                {
                    "label": f"accord:{term.name}",
                    "type": kinds[term.kind],
                    "detail": term.label,
                    "info": cut(term.definition, 300),
                }
            )
        elif term.kind == "Code":
            found.append(
                {"label": term.name.replace("/", ":", 1), "type": "constant", "detail": term.label,
                 "info": cut(term.definition, 300), "apply": f"<{CODE}{term.name}>"}
            )  # fmt: skip
    return found
