"""Tables to records: registers, treaty tables and lists, read by a declarative source.yml.

The folder's modules: ``spec`` and ``layout`` (the format of source.yml), ``loading`` (reading one), ``files``,
``books`` (tables to rows), ``cells``, ``days``, ``splitting`` (cells to values), ``places``, ``facts`` (rows to facts),
``gathering`` (rows of one agreement together), ``reading`` (all of it), ``report``, ``draft`` (a first source.yml).
"""

from __future__ import annotations
