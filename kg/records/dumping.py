"""Records to YAML and JSON text, and the JSON Schema of the format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.records.layout import RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yaml import SafeDumper

    from kg.model import Record

__all__ = ["SCHEMA_ID", "dump_json", "dump_yaml", "json_schema"]

SCHEMA_ID = "https://w3id.org/accord/records.schema.json"


def dump_json(records: Iterable[Record]) -> str:
    """A JSON list, one object a record."""
    plain = [RECORD.write(record) for record in records]
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def dump_yaml(records: Iterable[Record]) -> str:
    """A YAML stream, one document a record; evidence and lists of words stand on one line."""
    return plain_yaml([RECORD.write(record) for record in records])


def plain_yaml(plain: Sequence[object]) -> str:
    """Plain data as :func:`dump_yaml` writes it, one document each."""
    import yaml  # only writing needs the dumper

    return yaml.dump_all(
        plain,
        Dumper=_dumper(),
        allow_unicode=True,
        sort_keys=False,
        width=150,
        default_flow_style=False,
        explicit_start=len(plain) > 1,
    )


def _dumper() -> type[SafeDumper]:
    """PyYAML's safe dumper, dates unquoted (the format reads all scalars as strings)."""
    import yaml  # only writing needs the dumper

    class RecordDumper(yaml.SafeDumper):
        yaml_implicit_resolvers = {  # noqa: RUF012 - the attribute's declared form
            letter: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
            for letter, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
        }

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the base's signature
            return True

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - the base's signature
            super().increase_indent(flow, False)  # lists stand in from their key

        def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:  # noqa: ANN401 - the base's signature
            one_line = "start" in mapping and "exact" not in mapping
            return super().represent_mapping(tag, mapping, flow_style or one_line)

        def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> Any:  # noqa: ANN401 - the base's signature
            words = all(isinstance(item, str) for item in sequence)
            return super().represent_sequence(tag, sequence, flow_style or words)

    return RecordDumper


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of one record, as published in ``ontology/records.schema.json``.

    It describes JSON; YAML is read with all scalars as strings, which are then held to the same rules.
    What JSON Schema cannot say well (dates, unique ids, evidence inside the text) the reader checks.
    """
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **RECORD.schema()}
    return schema | {"title": "Accord record"}
