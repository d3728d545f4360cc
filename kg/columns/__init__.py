"""What questions need of a store, by columns: derived data beside the quads of a store folder.

Oxigraph's disk store is made to find a few statements fast; 100,000 wide rows are a column store's work. ``writing``
makes Parquet files while a store is built, ``files`` says which of them are those of the store as it is now, and
``reading`` answers from them: a question may have a second form in SQL, ``queries/columns/NAME.sql``, with the same
rows in the same order as its SPARQL form, which is what defines it. Without the engine (DuckDB, the extra ``fast``), or
without fresh files, questions are asked of the store itself.
"""

from __future__ import annotations

from kg.columns.files import FOLDER, Listing, engine_installed, fresh_files, listing
from kg.columns.writing import CLASSES, PREDICATES, ColumnsWriter

__all__ = ["CLASSES", "FOLDER", "PREDICATES", "ColumnsWriter", "Listing", "engine_installed", "fresh_files", "listing"]
