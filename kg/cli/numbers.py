"""Numbers as options take them."""

from __future__ import annotations

import math

import click

__all__ = ["Number"]


class Number(click.FloatRange):
    """A number in a range; ``nan``, which is in any range for click, is none."""

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number that ``value`` is. Raises click.BadParameter."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value!r} is no number.", param, ctx)
        return number
