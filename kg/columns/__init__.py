"""What questions need of a store, by columns: derived data beside the quads of a store folder.

A disk store gives the rows of a large answer one lookup at a time; a columnar engine joins and groups them in one go.
``writing`` makes the files while a store is built, ``files`` says which of them are those of the store as it is now.
Without the engine (the extra ``fast``), or without fresh files, questions are asked of the store itself.
"""

from __future__ import annotations

from kg.columns.files import FOLDER, Listing, engine_installed, fresh_files, listing
from kg.columns.writing import PREDICATES, ColumnsWriter

__all__ = ["FOLDER", "PREDICATES", "ColumnsWriter", "Listing", "engine_installed", "fresh_files", "listing"]
