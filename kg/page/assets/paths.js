// The shortest way from one body to another over what is shown; groups without names are no way through.
const shortestPath = (from, to) => {
  const before = new Map([[from, null]]);
  const queue = [from];
  for (const node of queue) {
    if (node === to) break;
    if (node !== from && !node.named) continue;
    const ties = node.edges.filter((edge) => edge.shown).sort((a, b) => b.weight - a.weight || other(a, node).id - other(b, node).id);
    for (const edge of ties) {
      const next = other(edge, node);
      if (before.has(next)) continue;
      before.set(next, edge);
      queue.push(next);
    }
  }
  if (!before.has(to)) return null;
  const steps = [];
  for (let node = to; before.get(node); node = other(before.get(node), node)) steps.unshift(before.get(node));
  const through = [from];
  for (const edge of steps) through.push(other(edge, through[through.length - 1]));
  return { nodes: through, edges: steps };
};

// What a selection lights up.
const chosenNodes = () => {
  const { selected } = choice;
  if (!selected) return [];
  if (selected.node) return [selected.node];
  if (selected.edge) return [nodes[selected.edge.from], nodes[selected.edge.to]];
  if (selected.path) {
    const found = shortestPath(selected.path.from, selected.path.to);
    return found ? found.nodes : [selected.path.from, selected.path.to];
  }
  return nodes.filter((node) => node.signed.includes(selected.agreement.id));
};
const chosenEdges = () => {
  const { selected } = choice;
  if (!selected) return [];
  if (selected.node) return selected.node.edges.filter((edge) => edge.shown);
  if (selected.edge) return [selected.edge];
  if (selected.path) {
    const found = shortestPath(selected.path.from, selected.path.to);
    return found ? found.edges : [];
  }
  return edges.filter((edge) => edge.signed.includes(selected.agreement.id));
};
