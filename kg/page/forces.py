"""Small numeric layouts: springs for the nodes of a group, and pushing apart what overlaps.

Nothing here is random: each starts from a spiral, and only sums and products of arrays are used, so the
same graph gives the same picture. No scipy.
"""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Points = NDArray[np.float64]
GOLDEN_ANGLE = pi * (3 - sqrt(5))
NOTICED = 0.5  # pixels; a smaller overlap is none
ON_ONE_SPOT = 1e-9  # points closer than this have no direction from one another


def spiral(number: int) -> Points:
    """Spread points evenly over a disc about one unit apart, the first in the middle."""
    steps = np.arange(number, dtype=np.float64)
    radius = np.sqrt(steps + 0.25)
    angle = steps * GOLDEN_ANGLE
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def spring(number: int, edges: Sequence[tuple[int, int, float]], *, rounds: int = 120) -> Points:
    """Lay nodes out by springs (Fruchterman and Reingold, 1991), about one unit between neighbours.

    `edges` are (from, to, pull). Memory grows with the square of `number`: meant for some hundred nodes.
    """
    points = spiral(number)
    if not edges:
        return points
    ends = np.array([(a, b) for a, b, _ in edges], dtype=np.intp)
    pull = np.array([weight for _, _, weight in edges], dtype=np.float64)[:, None]
    heat = 0.15 * sqrt(number)
    for turn in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        square = np.maximum((apart**2).sum(axis=2), 0.01)
        force = (apart / square[:, :, None]).sum(axis=1)
        along = points[ends[:, 0]] - points[ends[:, 1]]
        stretch = along * np.sqrt((along**2).sum(axis=1))[:, None] * pull
        np.add.at(force, ends[:, 0], -stretch)
        np.add.at(force, ends[:, 1], stretch)
        force -= 0.02 * points  # a slight pull to the middle keeps loose parts near
        length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)[:, None]
        points = points + force / length * np.minimum(length, heat * (1 - turn / rounds) + 0.01)
    centred: Points = points - points.mean(axis=0)
    return centred


def gathered(points: Points) -> Points:
    """Bring in what springs have driven far out: the n-th nearest to the middle stands where n points fill a disc.

    Loose nodes would otherwise stand as far away as there are others to repel them. Directions stay, and so does what
    stands nearer than that.
    """
    far = np.sqrt((points**2).sum(axis=1))
    ranks = np.empty(len(points))
    ranks[np.argsort(far, kind="stable")] = np.arange(len(points))
    nearer = np.minimum(1.0, np.sqrt(ranks + 1) / np.maximum(far, ON_ONE_SPOT))
    moved: Points = points * nearer[:, None]
    return moved


def push_boxes(points: Points, boxes: Points, *, rounds: int = 500) -> Points:
    """Move points until their boxes (width, height, centred on the point) no longer overlap."""
    points = points.copy()
    half = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        overlap = half - np.abs(apart)
        hit = np.all(overlap > NOTICED, axis=2)
        hit &= ~np.eye(len(points), dtype=bool)
        if not hit.any():
            break
        sideways = overlap[:, :, 0] < overlap[:, :, 1]
        lower = np.tri(len(points), k=-1, dtype=bool)
        direction = np.where(apart > 0, 1.0, np.where(apart < 0, -1.0, np.where(lower, 1.0, -1.0)[:, :, None]))
        shift = overlap * direction * 0.5
        shift[:, :, 0] *= hit & sideways
        shift[:, :, 1] *= hit & ~sideways
        points += shift.sum(axis=1) / np.maximum(hit.sum(axis=1), 1)[:, None] * 1.2
    return points


def push_discs(points: Points, radii: NDArray[np.float64], *, rounds: int = 300, flatten: float = 1.0) -> Points:
    """Draw points together, then push them apart until discs of these radii no longer overlap.

    `flatten` above one draws them together from above and below more than from the sides.
    """
    points = points.copy()
    reach = radii[:, None] + radii[None, :]
    lower = np.tri(len(points), k=-1, dtype=bool)
    for turn in range(rounds):
        if turn < rounds * 2 // 3:
            points *= (
                1 - 0.008 / flatten,
                1 - 0.008 * flatten,
            )  # as long as there is time left to push apart again
        apart = points[:, None, :] - points[None, :, :]
        far = np.sqrt((apart**2).sum(axis=2))
        overlap = np.maximum(reach - far, 0)
        np.fill_diagonal(overlap, 0)
        if turn >= rounds * 2 // 3 and overlap.max(initial=0) < NOTICED:
            break
        unit = apart / np.maximum(far, ON_ONE_SPOT)[:, :, None]
        same = (far < ON_ONE_SPOT) & (overlap > 0)
        unit[:, :, 0] += np.where(same, np.where(lower, 1.0, -1.0), 0.0)
        points += (unit * overlap[:, :, None]).sum(axis=1) * 0.5
    return points
