"""What a site costs: kg site on made-up agreements beside kg build of the same, and a second run that finds no change.

    python benchmarks/site.py [AGREEMENTS]

Says how many files there are, and how large the largest page is.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import write
from measuring import KG, cost, table


def main() -> None:
    """Print one row a step."""
    parser = argparse.ArgumentParser(description="Time kg site.")
    parser.add_argument("agreements", type=int, nargs="?", default=20_000)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="accord-bench-") as temporary:
        folder = Path(temporary)
        files = [str(file) for file in write(given.agreements, folder / "corpus")]
        store, public = str(folder / "store"), folder / "public"
        built = cost([*KG, "build", *files, "--store", store])
        command = [*KG, "site", "--store", store, "-o", str(public)]
        steps = [("kg build", built), ("kg site", cost(command)), ("kg site again", cost(command))]
        sizes = {path: path.stat().st_size for path in public.rglob("*") if path.is_file()}
        pages = [size for path, size in sizes.items() if path.suffix == ".html"]
        print(f"{given.agreements:,} agreements, {len(sizes):,} files, {len(pages):,} pages")
        print(f"largest page {max(pages) / 1000:.0f} KB, all files {sum(sizes.values()) / 1e6:.0f} MB")
        print(
            table(
                [
                    ("", "CPU s", "× kg build", "peak MB"),
                    *((n, c.cpu, c.cpu / built.cpu, round(c.peak)) for n, c in steps),
                ]
            )
        )


if __name__ == "__main__":
    main()
