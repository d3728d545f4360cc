// Draws marks with sigma on the graphics processor: for more of them than a plain canvas moves smoothly. The part over
// the marks (labels, rings) is a canvas of its own with the same units as the plain one. Only in files of large networks.
const webglEngine = (holder, on) => {
  const UNIT = 1000;  // sigma's square of length one is so many units of the layout
  const { Graph, Sigma } = sigmaLibrary;
  const sheet = document.createElement("canvas");
  sheet.className = "sheet-over";
  const stage = make("div", { className: "webgl" });
  holder.append(stage, sheet);
  const graph = new Graph({ multi: true, type: "undirected" });
  const renderer = new Sigma(graph, stage, {
    allowInvalidContainer: true, renderLabels: false, enableCameraRotation: false, stagePadding: 0, minCameraRatio: 1e-4, maxCameraRatio: 1e4,
    zoomToSizeRatioFunction: (ratio) => ratio, itemSizesReference: "positions", minEdgeThickness: 0.8, doubleClickZoomingRatio: 1, zIndex: false,
    nodeProgramClasses: { mark: markProgram(sigmaLibrary) }, edgeProgramClasses: { tie: tieProgram(sigmaLibrary, UNIT) }, defaultNodeType: "mark", defaultEdgeType: "tie",
    defaultDrawNodeHover: () => {}, nodeHoverProgramClasses: { mark: markProgram(sigmaLibrary) },
  });
  renderer.setCustomBBox({ x: [-UNIT / 2, UNIT / 2], y: [-UNIT / 2, UNIT / 2] });
  const camera = renderer.getCamera();
  let marks = { nodes: [], edges: [] };
  let spots = new Map();

  // Pixels of a unit of the layout when sigma's ratio is one.
  const whole = () => Math.max(1, Math.min(holder.clientWidth, holder.clientHeight)) / UNIT;
  const view = () => ({ x: (camera.x - 0.5) * UNIT, y: (0.5 - camera.y) * UNIT, scale: whole() / camera.ratio });
  const toDrawing = ({ x, y }) => {
    const now = view();
    return { x: now.x + (x - holder.clientWidth / 2) / now.scale, y: now.y + (y - holder.clientHeight / 2) / now.scale };
  };
  const toScreen = ({ x, y }) => {
    const now = view();
    return { x: (x - now.x) * now.scale + holder.clientWidth / 2, y: (y - now.y) * now.scale + holder.clientHeight / 2 };
  };

  const distance = (spot, from, to) => {
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const along = Math.max(0, Math.min(1, ((spot.x - from.x) * dx + (spot.y - from.y) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(spot.x - from.x - along * dx, spot.y - from.y - along * dy);
  };

  const draw = () => {
    const ratio = devicePixelRatio || 1;
    const [wide, high] = [Math.round(holder.clientWidth * ratio), Math.round(holder.clientHeight * ratio)];
    if (sheet.width !== wide || sheet.height !== high) Object.assign(sheet, { width: wide, height: high });
    const context = sheet.getContext("2d");
    const { x, y, scale } = view();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, wide, high);
    context.setTransform(scale * ratio, 0, 0, scale * ratio, wide / 2 - x * scale * ratio, high / 2 - y * scale * ratio);
    on.drawn(context, engine);
  };

  const engine = {
    name: "webgl",
    show: (given) => {
      marks = given;
      spots = new Map(marks.nodes.map((mark) => [mark.id, mark]));
      graph.clear();
      for (const mark of marks.nodes) graph.addNode(mark.id, { ...mark, y: -mark.y, color: faint(mark.fill, mark.opacity), rim: faint(mark.edge, mark.opacity) });
      for (const mark of marks.edges) graph.addEdgeWithKey(mark.id, mark.from, mark.to, { size: mark.width, color: faint(mark.colour, mark.opacity), dash: mark.dash });
    },
    resize: () => renderer.resize(true),
    still: () => {},
    moveTo: (wanted) => {
      const now = { ...view(), ...wanted };
      camera.setState({ x: 0.5 + now.x / UNIT, y: 0.5 - now.y / UNIT, ratio: whole() / now.scale, angle: 0 });
    },
    view, toScreen, toDrawing,
    nodeAt: (spot) => {
      const { x, y } = toDrawing(spot);
      return marks.nodes.findLast((mark) => Math.hypot(mark.x - x, mark.y - y) <= mark.size)?.id;
    },
    edgeAt: (spot) => {
      const at = toDrawing(spot);
      const near = 5 / view().scale;
      const found = marks.edges.map((mark) => [distance(at, spots.get(mark.from), spots.get(mark.to)) - mark.width / 2, mark.id]).filter(([away]) => away <= near);
      return found.sort((a, b) => a[0] - b[0])[0]?.[1];
    },
    redraw: () => renderer.refresh({ skipIndexation: true }),
    picture: () => {
      renderer.render();  // what is on a WebGL canvas can be read in the frame in which it is drawn
      const copy = document.createElement("canvas");
      Object.assign(copy, { width: sheet.width, height: sheet.height });
      const layers = renderer.getCanvases();
      for (const layer of [layers.edges, layers.nodes, sheet]) copy.getContext("2d").drawImage(layer, 0, 0, copy.width, copy.height);
      return copy;
    },
    frame: () => { renderer.render(); const gl = stage.querySelector("canvas.sigma-nodes").getContext("webgl2"); gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4)); },
    stop: () => { renderer.kill(); stage.remove(); sheet.remove(); },
  };
  renderer.on("afterRender", draw);
  renderer.on("clickStage", ({ event }) => on.click(event));
  renderer.on("clickNode", ({ event }) => on.click(event));
  renderer.getMouseCaptor().on("mouseup", on.moved);
  renderer.getMouseCaptor().on("wheel", on.moved);
  renderer.getTouchCaptor().on("touchup", on.moved);
  return engine;
};
