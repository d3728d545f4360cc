"""The verbs of curators: check and verify."""

from __future__ import annotations

import sys

import click

from kg.cli.app import note, opened, store_option

__all__ = ["check", "verify"]


@click.command(epilog="Examples: kg check; kg check --store my-store; kg check --format json.")
@store_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(store: str | None, form: str) -> int:
    """Hold a store against the SHACL shapes and queries/checks; exit status 1 if a rule is broken."""
    from kg.quality import check as check_store

    shown = sys.stderr.isatty()

    def progress(step: str) -> None:
        if shown:
            click.echo(f"\rchecking: {step}\x1b[K", nl=False, err=True)

    try:
        report = check_store(opened(store), progress=progress)
    finally:
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)
    if form == "json":
        import json
        from dataclasses import asdict

        click.echo(json.dumps([asdict(fault) for fault in report.faults], ensure_ascii=False, indent=1))
    else:
        for fault in report.faults:
            click.echo(str(fault))
    warnings = len(report.faults) - len(report.errors)
    said = "all rules hold" if report.conforms else f"{len(report.errors)} faults"
    note(said + (f", {warnings} warnings" if warnings else ""))
    return 0 if report.conforms else 1


@click.command(
    epilog="Examples: kg verify --text sichuan-chongqing-2020=article.txt; kg verify --tables downloads/ --store w. "
    "Line ends must be as they were read; of .html the main text counts, of .pdf the text layer."
)
@click.option("--text", "texts", multiple=True, metavar="SOURCE=FILE", help="A source's id and the file of its text.")
@click.option("--tables", metavar="DIR", help="Folder with the tables of a table source.")
@click.option(
    "--source", "sources", multiple=True, metavar="FOLDER", help="Where its source.yml is, if not in DIR or packaged."
)
@store_option
def verify(texts: tuple[str, ...], tables: str | None, sources: tuple[str, ...], store: str | None) -> int:
    """Hold every fact against the words or table rows that state it; exit status 1 names the facts that drifted."""
    if not texts and not tables:
        raise click.UsageError("a text is needed: --text SOURCE=FILE, or a folder of tables: --tables DIR")
    if sources and not tables:
        raise click.UsageError("--source is for --tables")
    drifted = _texts_drifted(texts, store) if texts else False
    return 1 if (_rows_drifted(tables, sources, store) if tables else False) or drifted else 0


def _texts_drifted(texts: tuple[str, ...], store: str | None) -> bool:
    from kg.evidence import verify as verify_texts
    from kg.texts import source_text

    given: dict[str, str] = {}
    for item in texts:
        source, sign, file = item.partition("=")
        if not sign or not source or not file:
            raise click.UsageError(f"--text {item}: write SOURCE=FILE")
        given[source] = source_text(file)
    found = verify_texts(opened(store), given)
    for source in found.changed_sources:
        note(f"warning: the text of {source.rpartition('/')[2]} is not, as a whole, the one that was read")
    for drift in found.drifts:
        click.echo(f"{drift.source.rpartition('/')[2]} {drift.start}–{drift.end}: {drift.reason}")
        for thing in drift.things:
            click.echo(f"  {thing}")
    if found.moved:
        note(f"warning: {found.moved} passages have moved in their text; their words are unchanged")
    note(f"{found.passages} passages checked, {len(found.drifts)} drifted")
    return bool(found.drifts)


def _rows_drifted(tables: str, sources: tuple[str, ...], store: str | None) -> bool:
    from pathlib import Path

    from kg.evidence import verify_rows

    checked, drifts, names = verify_rows(opened(store), Path(tables), [Path(source) for source in sources])
    for drift in drifts:
        click.echo(f"{drift.source}: {drift.reason}\n  {drift.label} <{drift.agreement}>")
    note(f"{checked:,} agreements of {', '.join(names)} held against their rows, {len(drifts):,} drifted")
    return bool(drifts)
