"""HermiT and the OWL 2 profile checker of the OWL API, as the test dependency owlready2 ships them.

They are called as programs, on a file: so a contradiction or a broken rule is their verdict, and not
that of a library in between.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

REQUIRE_ALL = "ACCORD_REQUIRE_ALL"


def unavailable(what: str) -> None:
    """Skip a test for want of ``what``; fail it where ACCORD_REQUIRE_ALL=1, as in CI."""
    if os.environ.get(REQUIRE_ALL) == "1":
        pytest.fail(f"{what}, and {REQUIRE_ALL}=1 allows no test to be skipped")
    pytest.skip(what)


def require_java() -> str:
    """The path of java; without one the test is skipped, or fails in CI (see `unavailable`)."""
    java = shutil.which("java")
    if java is None:
        unavailable("java is not installed, so HermiT cannot run")
        raise AssertionError  # not reached: both ways out of `unavailable` raise
    return java


def _owlready2() -> Path:
    # Imported here: loading owlready2 costs time that only these tests should pay.
    owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed, and it ships HermiT")
    return Path(str(owlready2.__file__)).parent


def _merged(graphs: Iterable[Graph], folder: Path) -> Path:
    """One RDF/XML file with the triples of all ``graphs``, the format that both programs read best."""
    merged = None
    for graph in graphs:
        merged = graph if merged is None else merged + graph
    assert merged is not None
    target = folder / "merged.owl"
    merged.serialize(target, format="xml", encoding="utf-8")
    return target


def _run(classpath: list[Path], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [require_java(), "-cp", os.pathsep.join(map(str, classpath)), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def _hermit(graphs: Iterable[Graph], folder: Path, question: str) -> subprocess.CompletedProcess[str]:
    """What HermiT answers to the option ``question`` about ``graphs`` together."""
    home = _owlready2() / "hermit"
    return _run(
        [home, home / "HermiT.jar"],
        "org.semanticweb.HermiT.cli.CommandLine",
        "--ignoreUnsupportedDatatypes",
        question,
        _merged(graphs, folder).as_uri(),
    )


def inconsistency(graphs: Iterable[Graph], folder: Path) -> str | None:
    """None if ``graphs`` together are consistent under HermiT, else what HermiT says.

    Any other fault of HermiT raises RuntimeError. Datatypes unknown to OWL 2 (xsd:date,
    xsd:duration, geo:wktLiteral) are passed over; the shapes hold their values.
    """
    done = _hermit(graphs, folder, "-k")
    if done.returncode == 0 and "owl#Thing is satisfiable" in done.stdout:
        return None
    if "InconsistentOntologyException" in done.stderr:
        return "Inconsistent ontology"
    raise RuntimeError(done.stdout + done.stderr)


def unsatisfiable_classes(graphs: Iterable[Graph], folder: Path) -> list[str]:
    """The named classes that can have no member, owl:Nothing left out."""
    done = _hermit(graphs, folder, "-U")
    if done.returncode != 0 or "owl:Nothing" not in done.stdout:
        raise RuntimeError(done.stdout + done.stderr)
    rows = (line.strip() for line in done.stdout.splitlines()[1:])
    return [row for row in rows if row and row != "owl:Nothing"]


def owl_profile(graphs: Iterable[Graph], folder: Path) -> str:
    """The largest OWL 2 profile that ``graphs`` together keep, such as ``OWL 2 DL`` or ``OWL 2``."""
    jars = sorted((_owlready2() / "pellet").glob("*.jar"))
    done = _run(jars, "pellet.Pellet", "info", str(_merged(graphs, folder)))
    for line in done.stdout.splitlines():
        if line.startswith("OWL Profile = "):
            return line.removeprefix("OWL Profile = ").strip()
    raise RuntimeError(done.stdout + done.stderr)
