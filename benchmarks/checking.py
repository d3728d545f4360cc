"""What checking costs, as a ratio to building; and the SHACL engines side by side on the same data.

    python benchmarks/checking.py 10000

builds so many made-up agreements (10,000 if not told) and prints CPU seconds (user and system) of whole processes and
their peak memory. Aim: ``kg check`` takes at most as long as ``kg build``. Engines that are not installed are left out
and named, pySHACL and rudof beyond 10,000 agreements, too: they take minutes and gigabytes.
"""

from __future__ import annotations

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import write
from measuring import KG, cost

from kg import resources
from kg.quality.fast import write_seen
from kg.store import Store

SLOW_BEYOND = 10_000
# Each validates the N-Triples file argv[1] under the shapes argv[2]; the exit status is 0 where all is well.
ENGINES = {
    "shacl": "import shacl; sys.exit(not shacl.Shapes.from_file(shapes).validate_file(data).conforms)",
    "shacl_rust": "import shacl_rust; sys.exit(not shacl_rust.validate_file(data, shapes, data_format='nt', "
    "experimental_index=True)['conforms'])",
    "pyshacl_turbo": "import pyshacl_turbo; sys.exit(not pyshacl_turbo.validate(data, shacl_graph=shapes)[0])",
    "pyshacl": "import pyshacl; sys.exit(not pyshacl.validate(data, shacl_graph=shapes, inplace=True)[0])",
    "pyrudof": "import pyrudof as r; e = r.Rudof(r.RudofConfig()); e.read_data(open(data).read(), "
    "format=r.RDFFormat.NTriples); e.read_shacl(open(shapes).read(), format=r.ShaclFormat.Turtle); e.validate_shacl()",
}
SLOW = {"pyshacl", "pyrudof"}


def main() -> None:
    """Print the ratio, and one line an engine."""
    parser = argparse.ArgumentParser(description="Measure kg check beside kg build, and SHACL engines.")
    parser.add_argument("agreements", type=int, nargs="?", default=10_000, help="how many (default: 10,000)")
    number = parser.parse_args().agreements
    with TemporaryDirectory() as made:
        folder, store = Path(made), Path(made) / "store"
        files = [str(file) for file in write(number, folder / "records")]
        built = cost([*KG, "build", *files, "--store", str(store)])
        checked = cost([*KG, "check", "--store", str(store)])
        print(f"{number:,} agreements: kg check {checked.cpu / built.cpu:.2f} × kg build")
        for verb, spent in (("build", built), ("check", checked)):
            print(f"  kg {verb:11} {spent.cpu:7.1f} s CPU {spent.peak:7.0f} MB")
        data = folder / "data.nt"
        with data.open("wb") as file:
            write_seen(Store.open(store), file)
        print("The shapes alone, on what they can see as N-Triples")
        for engine, code in ENGINES.items():
            if find_spec(engine) is None:
                print(f"  {engine:14} not installed")
            elif engine in SLOW and number > SLOW_BEYOND:
                print(f"  {engine:14} left out: takes minutes")
            else:
                run = f"import sys; data, shapes = sys.argv[1:]; {code}"
                shapes = str(resources.path("ontology", "shapes.ttl"))
                spent = cost([sys.executable, "-c", run, str(data), shapes])
                print(f"  {engine:14} {spent.cpu:7.1f} s CPU {spent.peak:7.0f} MB")


if __name__ == "__main__":
    main()
