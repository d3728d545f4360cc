// Names of communities, written over their islands: the first thing to read in a large network.
const islandsOf = (list, enlarge) => {
  const groups = new Map();
  for (const node of list) {
    if (node.home === null || !node.named) continue;
    if (!groups.has(node.home)) groups.set(node.home, []);
    groups.get(node.home).push(node);
  }
  return [...groups].filter(([, members]) => members.length >= 3).map(([home, members]) => {
    const spots = members.map((node) => ({ ...positionOf(node), reach: sizeOf(node) * enlarge }));
    const x = spots.reduce((sum, spot) => sum + spot.x, 0) / spots.length;
    const top = Math.min(...spots.map((spot) => spot.y - spot.reach));
    return { name: communityName(home), x, top, size: members.length };
  }).sort((a, b) => b.size - a.size).slice(0, 25);
};

const drawIslands = (context, islands, view, scale) => {
  const size = 14;
  const taken = [];
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.font = `680 ${size}px ${colours.sans}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { name, x, top } of islands) {
    const words = [...name].length > 34 ? `${[...name].slice(0, 33).join("")}…` : name;
    const half = lineWidth(context, words) / 2 + 6;
    const middle = Math.max(view.left + half, Math.min(view.right - half, x * scale));
    const line = Math.max(view.top + size, top * scale - size * 0.8);
    const box = { left: middle - half, right: middle + half, top: line - size * 0.75, bottom: line + size * 0.75 };
    if (top * scale < view.top - 40 || top * scale > view.bottom || taken.some((other) => overlaps(other, box))) continue;
    taken.push(box);
    context.fillStyle = colours.card;
    context.globalAlpha = 0.86;
    context.beginPath();
    context.roundRect(box.left, box.top, 2 * half, size * 1.5, 4);
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = colours.ink;
    context.fillText(words, middle, line);
  }
  context.restore();
  return taken;
};
