"""The verbs backup and restore."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.app import note

__all__ = ["backup", "restore"]


def _folder(store: str) -> Path:
    if "://" in store:
        raise click.UsageError(
            f"{store}: a store folder is needed; of an endpoint, kg export -f nq -o FILE keeps a copy"
        )
    return Path(store)


@click.command(
    epilog="Examples: kg backup backups/2020-04-21 --store my-store; KG_STORE=my-store kg backup /mnt/backup/my-store."
)
@click.argument("target", metavar="FOLDER")
@click.option("--store", envvar="KG_STORE", required=True, metavar="PATH", help="Store folder. [env: KG_STORE]")
def backup(target: str, store: str) -> None:
    """Copy a store folder to a new FOLDER, whole or not at all, while others may read.

    The copy is a store as well: kg ask --store FOLDER answers from it. Where it lies on the same disk, it shares the
    files that do not change, and takes little room.
    """
    from kg.backup import backup as copy

    number = copy(_folder(store), Path(target))
    note(f"copied {store} to {target} ({number:,} quads)")


@click.command(
    epilog="Examples: kg restore backups/2020-04-21 --store new-store; kg restore backups/2020-04-21 --store my-store "
    "--force."
)
@click.argument("source", metavar="FOLDER")
@click.option("--store", envvar="KG_STORE", required=True, metavar="PATH", help="Store folder. [env: KG_STORE]")
@click.option("--force", is_flag=True, help="Replace the store that is there.")
def restore(source: str, store: str, force: bool) -> None:
    """Make a store folder of a backup in FOLDER; a store that is there stays as it is until the copy is whole."""
    from kg.backup import restore as bring_back

    number = bring_back(Path(source), _folder(store), force=force)
    note(f"restored {store} from {source} ({number:,} quads)")
