"""Rebuild the map's outline from Natural Earth's countries at 1:110m (public domain).

Usage: ``npm pack world-atlas@2.0.2``, unpack it, then ``python docs/outline.py package/countries-110m.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "kg" / "page" / "assets" / "outline.js"
TOLERANCE = 0.12  # degrees
ENDS = 2  # points of a line that has nothing between them
TRIANGLE = 4  # points of the smallest ring: three corners, and back at the first
HEAD = (
    "// Outlines of countries, tenths of a degree, longitude and latitude in turn. Natural Earth 1:110m,\n"
    "// public domain; made by docs/outline.py from world-atlas 2.0.2 (outline.LICENSE).\n"
)

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Decode the arcs of a TopoJSON file to degrees, simplified."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        found.append(simplified(points))
    return found


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's: leave out what lies close to the line between its neighbours."""
    if len(points) <= ENDS:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5

    def away(point: Point) -> float:
        px, py = point[0] - ax, point[1] - ay
        return abs(px * (by - ay) - py * (bx - ax)) / length if length else (px**2 + py**2) ** 0.5

    farthest = max(range(1, len(points) - 1), key=lambda index: away(points[index]))
    if away(points[farthest]) < TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: farthest + 1])[:-1] + simplified(points[farthest:])


def rings(topology: dict[str, Any]) -> list[list[int]]:
    """All rings of all countries as flat lists."""
    known = arcs(topology)
    found = []
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        for ring in (ring for polygon in polygons for ring in polygon):
            points: list[Point] = []
            for number in ring:
                arc = known[number] if number >= 0 else known[~number][::-1]
                points += arc[1:] if points else arc
            flat = [round(10 * value) for point in points for value in point]
            if len(flat) >= 2 * TRIANGLE:
                found.append(flat)
    return found


def main() -> None:
    """Write kg/page/assets/outline.js."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    TARGET.write_text(
        f"{HEAD}const OUTLINE = {json.dumps(rings(topology), separators=(',', ':'))};\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
