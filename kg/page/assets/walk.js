// The drawing by keyboard: arrow keys walk from mark to mark, and each is spoken.
const walker = (on) => {
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const speak = (node) => {
    byId("spoken").textContent = `${nameOf(node)}. ${t(node.kind)}. ${plural(node.partnersLeft, "partner")}, ${plural(node.agreementsLeft, "agreement")}.`;
  };

  // The nearest node in the direction of the arrow; partners count as half as far.
  const step = (dx, dy) => {
    const drawn = on.drawn();
    const start = on.cursor() && drawn.ids.has(on.cursor().id) ? on.cursor() : null;
    if (!start) return drawn.labels.length ? drawn.labels[0].node : null;
    const from = positionOf(start);
    const linked = new Set(start.edges.filter((edge) => edge.shown).map((edge) => other(edge, start).id));
    let best = null;
    let least = Infinity;
    for (const node of drawn.nodes) {
      const at = positionOf(node);
      const along = (at.x - from.x) * dx + (at.y - from.y) * dy;
      const across = Math.abs((at.x - from.x) * dy) + Math.abs((at.y - from.y) * dx);
      const cost = (along + 2 * across) * (linked.has(node.id) ? 0.5 : 1);
      if (node !== start && along > 1 && across <= along * 1.5 && cost < least) [best, least] = [node, cost];
    }
    return best;
  };

  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) {
      const next = step(...ARROWS[event.key]);
      if (next) {
        on.go(next);
        speak(next);
      }
    } else if (event.key === "Enter" && on.cursor()) on.open();
    else if (event.key === "Escape") on.clear();
    else if (event.key === "+" || event.key === "=") on.zoom(1.3);
    else if (event.key === "-") on.zoom(1 / 1.3);
    else if (event.key === "0") on.fit();
    else return;
    event.preventDefault();
  };
};
