// Brings islands together when only the middle of some is drawn: nearest to the biggest first, each slides towards it until
// it touches another. Moves whole islands, so that what belongs together stays as it was laid out.
const GAP = 24;
const gather = (list, enlarge) => {
  const islands = new Map();
  const keyOf = (node) => (node.home === null ? `alone ${node.id}` : node.home);
  for (const node of list) {
    if (!islands.has(keyOf(node))) islands.set(keyOf(node), []);
    islands.get(keyOf(node)).push(node);
  }
  if (islands.size > 1500) return new Map();
  const discs = [...islands].map(([key, members]) => {
    const spots = members.map(positionOf);
    const [x, y] = ["x", "y"].map((axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length);
    return { key, x, y, reach: Math.max(...spots.map((spot, index) => Math.hypot(spot.x - x, spot.y - y) + members[index].size * enlarge)), size: members.length };
  });
  const middle = discs.reduce((best, disc) => (disc.size > best.size ? disc : best), discs[0]);
  const away = (disc) => Math.hypot(disc.x - middle.x, disc.y - middle.y);
  discs.sort((a, b) => away(a) - away(b));
  const placed = [];
  const moves = new Map();
  for (const disc of discs) {
    const [dx, dy, far] = [middle.x - disc.x, middle.y - disc.y, away(disc)];
    let slide = far;
    for (const other of placed) {
      const apart = disc.reach + other.reach + GAP;
      const [ox, oy] = [other.x - disc.x, other.y - disc.y];
      const along = far ? (ox * dx + oy * dy) / far : 0;
      const aside = ox ** 2 + oy ** 2 - along ** 2;
      if (aside < apart ** 2 && along > 0) slide = Math.min(slide, Math.max(0, along - Math.sqrt(apart ** 2 - aside)));
    }
    const [x, y] = far ? [(dx / far) * slide, (dy / far) * slide] : [0, 0];
    moves.set(disc.key, { x, y });
    placed.push({ ...disc, x: disc.x + x, y: disc.y + y });
  }
  return new Map(nodes.filter((node) => moves.has(keyOf(node))).map((node) => [node.id, moves.get(keyOf(node))]));
};
