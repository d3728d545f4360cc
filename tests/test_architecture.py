"""Imports point one way, and importing is cheap: the house holds."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from support import ROOT

PACKAGE = ROOT / "kg"
STOREYS = [  # each may import from the storeys before it, and its own modules from each other
    {"errors", "resources"},
    {"model", "dates", "ids"},
    {"vocab"},
    {"records", "texts", "anchoring"},
    {"places", "articles"},
    {"tables"},
    {"rdf"},
    {"identity"},
    {"parts"},
    {"sparql", "rows"},
    {"columns"},
    {"graphs"},
    {"store", "remote"},
    {"unify", "merging"},
    {"replacing", "upkeep", "backup", "enrich"},
    {"inputs"},
    {"pipeline", "snapshot"},
    {"opening"},
    {"query"},
    {"evidence", "quality", "export", "show"},
    {"tabular"},
    {"network", "generated"},
    {"page"},
    {"site"},
    {"serve"},
    {"review"},
    {"reconcile"},
    {"mcp"},
    {"cli"},
]
ARTICLES = ["text", "mention", "places", "dating", "instruments", "bodies", "clauses", "discourse", "facts", "rules"]
UPWARD = {  # imported late, inside a function, and why
    ("graphs", "export"): "Readable.export is the public way to export",
}


def top(path) -> str:
    """First part of a module's path below the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path, depth=1) -> set[str]:
    """Modules of kg (or of a package of it, for depth 2) that a module imports, anywhere in it, but for types."""
    found = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing_only = {
        id(inner) for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }  # fmt: skip
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "kg":
            parts = node.module.split(".")
            found |= {parts[depth]} if len(parts) > depth else {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("kg.")}
    return found


MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py" and path != PACKAGE / "__init__.py"
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path):
    names = {name for storey in STOREYS for name in storey}
    module = top(path)
    allowed = set()
    for storey in STOREYS:
        allowed |= storey
        if module in storey:
            break
    above = {name for name in imported(path) & names if name not in allowed and (module, name) not in UPWARD}
    assert not above, f"{module} imports {', '.join(sorted(above))} from above"


@pytest.mark.parametrize("path", sorted((PACKAGE / "articles").rglob("*.py")), ids=lambda path: path.stem)
def test_the_reader_of_articles_stands_on_storeys(path):
    part = path.relative_to(PACKAGE / "articles").parts[0].removesuffix(".py")
    if part not in ARTICLES:
        return
    above = {name for name in imported(path, 2) if name in ARTICLES[ARTICLES.index(part) + 1 :]}
    assert not above, f"{part} imports {', '.join(sorted(above))} from above"


def test_every_module_has_a_storey():
    assert {top(path) for path in MODULES} == {name for storey in STOREYS for name in storey}


def test_the_exceptions_are_needed():
    for module, above in UPWARD:
        assert above in imported(PACKAGE / f"{module}.py")


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(' '.join(sys.modules))"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(done.stdout.split())


HEAVY = {"pyvis", "networkx", "pyshacl", "SPARQLWrapper", "starlette", "rdflib", "jinja2", "numpy", "duckdb"}


def test_import_kg_loads_no_engine():
    assert not modules_after("import kg; dir(kg)") & (HEAVY | {"pyoxigraph", "yaml", "click"})


def test_a_question_loads_only_what_it_needs():
    loaded = modules_after("from kg.cli import main; main(['ask', 'partners', '--format', 'csv'])")
    assert "pyoxigraph" in loaded
    assert not loaded & (HEAVY | {"kg.records", "kg.pipeline", "kg.rdf"})


def test_importing_the_page_and_the_command_line_is_cheap():
    assert not modules_after("import kg.page, kg.cli") & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints(path):
    if top(path) == "cli":
        return
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]


def test_the_public_face():
    import kg

    for name in kg.__all__:
        assert getattr(kg, name) is not None
    assert set(dir(kg)) == set(kg.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_the_error_tree_is_drawn_as_it_is():
    from kg import errors

    drawn = errors.__doc__
    for name in errors.__all__:
        thing = getattr(errors, name)
        if isinstance(thing, type):
            assert issubclass(thing, errors.AccordError)
            assert name in drawn
            assert thing.exit_code == (1 if thing is errors.FaultsFound else 2)
