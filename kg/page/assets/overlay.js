// What is drawn over the marks: names of communities, labels, and rings around what is chosen or has the focus.
const ring = (context, node, scale, enlarge) => {
  const { x, y } = positionOf(node);
  context.save();
  context.beginPath();
  context.arc(x, y, sizeOf(node) * enlarge + 6 / scale, 0, 2 * Math.PI);
  context.lineWidth = 3 / scale;
  context.strokeStyle = colours.accent;
  context.stroke();
  context.restore();
};

// `state` is {drawn, hovered, cursor, focused, enlarge, fitScale}.
const drawOver = (context, engine, holder, { drawn, hovered, cursor, focused, enlarge, fitScale }) => {
  const { scale } = engine.view();
  const [start, end] = [{ x: 2, y: 2 }, { x: holder.clientWidth - 2, y: holder.clientHeight - 2 }].map((corner) => engine.toDrawing(corner));
  const view = { left: start.x * scale, top: start.y * scale, right: end.x * scale, bottom: end.y * scale };
  const zoomed = Math.max(1, scale / fitScale) ** 2;
  const most = drawn.nodes.length <= 80 ? Infinity : (choice.selected ? 30 : 14) * zoomed;
  const first = [hovered, cursor].filter((node) => node && drawn.ids.has(node.id))
    .map((node) => ({ node, at: positionOf(node), radius: sizeOf(node) * enlarge, strong: true, faded: false, always: true }));
  const named = new Set(first.map((label) => label.node));
  const taken = many && !choice.selected ? drawIslands(context, drawn.islands, view, scale) : [];
  drawLabels(context, [...first, ...drawn.labels.filter((label) => !named.has(label.node))], drawn.labels, view, scale, most, taken);
  if (choice.selected && choice.selected.node) ring(context, choice.selected.node, scale, enlarge);
  if (cursor && focused && drawn.ids.has(cursor.id)) ring(context, cursor, scale, enlarge);
};
