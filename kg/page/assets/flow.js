// Closes the gaps that a filter leaves in a small network: what is left moves together, in the order it had.
const flow = (list, boundsOf, width) => {
  const left = new Set(list.map((node) => node.id));
  const seen = new Set();
  const parts = [];
  for (const start of list) {
    if (seen.has(start.id)) continue;
    const part = [start];
    seen.add(start.id);
    for (const node of part) {
      for (const edge of node.edges) {
        const next = other(edge, node);
        if (!edge.shown || !left.has(next.id) || seen.has(next.id)) continue;
        seen.add(next.id);
        part.push(next);
      }
    }
    parts.push({ part, box: boundsOf(part) });
  }
  parts.sort((a, b) => a.box.top - b.box.top || a.box.left - b.box.left);
  const shifts = new Map();
  let [x, y, tall] = [0, 0, 0];
  for (const { part, box } of parts) {
    if (x > 0 && x + box.width > width) [x, y, tall] = [0, y + tall + 16, 0];
    for (const node of part) shifts.set(node.id, { x: x - box.left, y: y - box.top });
    x += box.width + 10;
    tall = Math.max(tall, box.height);
  }
  return shifts;
};
