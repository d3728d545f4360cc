// What is drawn, and the room that it takes.
const many = nodes.length > 150;
const MARGIN = many ? 44 : 18;
const NEIGHBOURS = 300;  // of a hub with thousands, the strongest; the panel lists all

// A few more than the limit are no trouble.
const limited = () => current.nodes.length > choice.drawn * 1.25;

// The best connected up to the limit, and whatever is selected with its neighbours.
const toDraw = () => {
  const best = new Set(current.nodes.slice(0, limited() ? choice.drawn : undefined));
  for (const node of chosenNodes()) best.add(node);
  for (const edge of chosenEdges().slice(0, NEIGHBOURS)) best.add(nodes[edge.from]).add(nodes[edge.to]);
  const list = nodes.filter((node) => best.has(node));
  const ids = new Set(list.map((node) => node.id));
  const lines = edges.filter((edge) => (edge.shown || (choice.selected && choice.selected.edge === edge)) && ids.has(edge.from) && ids.has(edge.to));
  return { nodes: list, edges: lines, labels: [], islands: [], ids };
};

// Around nodes with their labels.
const bounds = (list) => {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const node of list) {
    const { x, y } = positionOf(node);
    const label = many ? 0 : node.label.split("\n").length * 15 + 4;
    const side = many ? node.size * 2 : 70;
    box.left = Math.min(box.left, x - side);
    box.right = Math.max(box.right, x + side);
    box.top = Math.min(box.top, y - node.size - (isAbove(node) ? label : 0));
    box.bottom = Math.max(box.bottom, y + node.size + (isAbove(node) ? 0 : label));
  }
  return { ...box, width: box.right - box.left, height: box.bottom - box.top };
};
