// Draws marks with vis-network on a plain canvas, which every browser has. Places on the screen are pixels from the
// drawing's corner; `on` says what to do after each drawing, on a click and after a move by hand.
const canvasEngine = (holder, on) => {
  const network = new vis.Network(holder, { nodes: [], edges: [] }, {
    physics: false, autoResize: false, layout: { randomSeed: 1, improvedLayout: false },
    edges: { smooth: false, selectionWidth: 0, chosen: false }, nodes: { chosen: false },
    interaction: { dragNodes: false, hover: false, selectable: false, keyboard: false, tooltipDelay: 1e9 },
  });
  holder.querySelector(".vis-network").removeAttribute("tabindex");  // one stop for the Tab key is enough

  const node = ({ id, x, y, shape: form, size, fill, edge, opacity, dashed }) => ({
    id, x, y, shape: form, size, opacity, borderWidth: 1.6, color: { background: fill, border: edge }, shapeProperties: { borderDashes: dashed ? [4, 3] : false },
  });
  const line = ({ id, from, to, width, colour, opacity, dash }) => ({ id, from, to, width, dashes: dash || false, color: { color: colour, opacity } });

  const engine = {
    name: "canvas",
    show: (marks) => network.setData({ nodes: new vis.DataSet(marks.nodes.map(node)), edges: new vis.DataSet(marks.edges.map(line)) }),
    resize: () => network.setSize(`${holder.clientWidth}px`, `${holder.clientHeight}px`),
    still: (still) => network.setOptions({ interaction: { dragView: !still, zoomView: !still } }),
    moveTo: ({ x, y, scale }) => network.moveTo({ position: { x, y }, scale, animation: false }),
    view: () => ({ ...network.getViewPosition(), scale: network.getScale() }),
    toScreen: (spot) => network.canvasToDOM(spot),
    toDrawing: (spot) => network.DOMtoCanvas(spot),
    nodeAt: (spot) => network.getNodeAt(spot),
    edgeAt: (spot) => network.getEdgeAt(spot),
    redraw: () => network.redraw(),
    picture: () => holder.querySelector("canvas"),
    stop: () => network.destroy(),
  };
  network.on("afterDrawing", (context) => on.drawn(context, engine));
  network.on("click", ({ pointer }) => on.click(pointer.DOM));
  network.on("dragEnd", on.moved);
  network.on("zoom", on.moved);
  return engine;
};
