// The drawing: what of the network is on it, where the view is, and what the mouse and the keyboard do.
const canvas = {};
{
  const holder = byId("canvas");
  const MOST_ENLARGED = 1.8;  // of marks, where the whole is shown small
  let engine = null;
  let drawn = { nodes: [], edges: [], labels: [], islands: [], ids: new Set() };
  let fitScale = 1;
  let enlarge = 1;
  let cursor = null;
  let hovered = null;
  let settled = 0;
  let actions = { select: () => {}, clear: () => {} };

  const scaleFor = (box) => Math.min(1.15, (holder.clientWidth - 2 * MARGIN) / box.width, (holder.clientHeight - 2 * MARGIN) / box.height);

  const fit = () => {
    if (!drawn.nodes.length) return;
    const box = bounds(drawn.nodes);
    fitScale = scaleFor(box);
    engine.moveTo({ x: box.left + box.width / 2, y: box.top + box.height / 2, scale: fitScale });
  };

  // On a phone a small network is shown at reading size, as tall as it needs, and scrolls with the page.
  const setHeight = () => {
    const box = bounds(drawn.nodes.length ? drawn.nodes : nodes);
    const scale = Math.min(1, (holder.clientWidth - 2 * MARGIN) / box.width);
    const whole = box.height * scale + 2 * MARGIN;
    const still = narrow() && !many && scale > 0.8 && whole < 2600;
    const most = narrow() ? Math.max(420, innerHeight * 0.72) : Math.max(500, innerHeight * 0.76);
    holder.style.height = `${Math.round(still ? whole : Math.max(240, Math.min(most, whole)))}px`;
    holder.classList.toggle("still", still);
    byId("zoom").hidden = still;
    engine.still(still);
  };

  const paint = () => {
    const lit = new Set(chosenNodes().map((node) => node.id));
    const strong = new Set(lit);
    const litEdges = new Set(chosenEdges().map((edge) => edge.id));
    for (const edge of chosenEdges()) lit.add(edge.from).add(edge.to);
    const some = lit.size > 0;
    const quiet = quietness(drawn.edges.length);
    engine.show({
      nodes: drawn.nodes.map((node) => nodeMark(node, some && !lit.has(node.id), enlarge)),
      edges: drawn.edges.map((edge) => edgeMark(edge, some && !litEdges.has(edge.id), litEdges.has(edge.id), quiet, enlarge)),
    });
    drawn.islands = many ? islandsOf(drawn.nodes, enlarge) : [];
    const rank = (node) => (strong.has(node.id) ? 0 : lit.has(node.id) ? 1 : 2);
    drawn.labels = drawn.nodes
      .map((node) => ({ node, at: positionOf(node), radius: sizeOf(node) * enlarge, strong: strong.has(node.id), faded: some && !lit.has(node.id), always: strong.has(node.id) && strong.size <= 6 }))
      .sort((a, b) => rank(a.node) - rank(b.node) || b.node.partnersLeft - a.node.partnersLeft || a.node.id - b.node.id);
  };

  // Brings a node out from under the panel or from beyond the edge.
  const reveal = (list) => {
    if (!list.length) return;
    const panel = byId("panel");
    const overlay = !panel.hidden && getComputedStyle(panel).position === "absolute";
    const right = holder.clientWidth - (overlay ? panel.offsetWidth + 24 : 0);
    const spots = list.map((node) => engine.toScreen(positionOf(node)));
    const xs = spots.map((spot) => spot.x);
    const ys = spots.map((spot) => spot.y);
    const into = (least, most, low, high) => (most > high ? high - most : least < low ? low - least : 0);
    const dx = into(Math.min(...xs), Math.max(...xs), 80, right - 80);
    const dy = into(Math.min(...ys), Math.max(...ys), 50, holder.clientHeight - 90);
    if (!dx && !dy) return;
    const { x, y, scale } = engine.view();
    engine.moveTo({ x: x - dx / scale, y: y - dy / scale, scale });
  };

  // What is selected, and its partners where they have room on the screen too.
  const withPartners = () => {
    const chosen = chosenNodes();
    const all = [...new Set([...chosen, ...chosenEdges().flatMap((edge) => [nodes[edge.from], nodes[edge.to]])])];
    if (!all.length) return chosen;
    const box = bounds(all);
    const { scale } = engine.view();
    return box.width * scale < holder.clientWidth * 0.55 && box.height * scale < holder.clientHeight * 0.9 ? all : chosen;
  };

  const whereabouts = () => {
    const { x, y, scale } = engine.view();
    return [Math.round(x), Math.round(y), Number(scale.toFixed(3))];
  };
  const zoom = (factor) => {
    const { x, y, scale } = engine.view();
    engine.moveTo({ x, y, scale: Math.min(8, Math.max(0.02, scale * factor)) });
    actions.moved(whereabouts());
  };

  const onClick = (spot) => {
    const node = engine.nodeAt(spot);
    const edge = engine.edgeAt(spot);
    if (node !== undefined) {
      cursor = nodes[node];
      actions.select({ node: nodes[node] }, false);
    } else if (edge !== undefined) actions.select({ edge: edges[edge] }, false);
    else if (choice.selected) actions.clear();
  };

  const onMove = (event) => {
    const frame = holder.getBoundingClientRect();
    const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const id = engine.nodeAt(at);
    const next = id === undefined ? null : nodes[id];
    holder.style.cursor = next || engine.edgeAt(at) !== undefined ? "pointer" : "grab";
    if (next === hovered) return;
    hovered = next;
    engine.redraw();
  };

  // What every way of drawing tells.
  const heard = {
    drawn: (context, by) => drawOver(context, by, holder, { drawn, hovered, cursor, focused: document.activeElement === holder, enlarge, fitScale }),
    click: onClick,
    moved: () => {
      clearTimeout(settled);
      settled = setTimeout(() => actions.moved(whereabouts()), 300);
    },
  };

  const begin = (name) => {
    if (engine && engine.name === name) return;
    if (engine) engine.stop();
    engine = engines.start(name, holder, heard);
  };

  canvas.start = (given) => {
    actions = given;
    readColours();
    begin("canvas");
    const keys = walker({
      cursor: () => cursor, drawn: () => drawn, zoom,
      go: (next) => { cursor = next; reveal([next]); engine.redraw(); },
      open: () => actions.select({ node: cursor }, true),
      clear: () => actions.clear(),
      fit: () => { fit(); actions.moved(null); },
    });
    handle(holder, { keys, move: onMove, leave: () => { hovered = null; engine.redraw(); }, redraw: () => engine.redraw(), resize: () => canvas.refresh(true) });
    byId("zoom-in").addEventListener("click", () => zoom(1.3));
    byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    byId("zoom-fit").addEventListener("click", () => { fit(); actions.moved(null); });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); paint(); engine.redraw(); });
  };

  canvas.refresh = (refit, still) => {
    drawn = toDraw();
    if (holder.hidden) return;  // another tab is open
    byId("nothing").hidden = drawn.nodes.length > 0;
    begin(engines.wanted(drawn.nodes.length));
    if (refit && !still) {
      shifts = new Map();
      if (many) shifts = gather(drawn.nodes, MOST_ENLARGED);
      else if (current.filtered) shifts = flow(drawn.nodes, bounds, holder.clientWidth - 2 * MARGIN);
      setHeight();
      engine.resize();
      enlarge = many && drawn.nodes.length ? Math.min(MOST_ENLARGED, Math.max(1, 0.55 / scaleFor(bounds(drawn.nodes)))) : 1;
    }
    paint();
    if (!still) {
      if (refit) fit();
      reveal(withPartners());
    }
    engine.redraw();
    if (engines.isSlow(engine)) canvas.refresh(true);
  };

  canvas.go = ([x, y, scale]) => engine.moveTo({ x, y, scale });
  canvas.picture = () => ({ drawn, element: engine.picture(), enlarge, lit: { nodes: new Set(chosenNodes()), edges: new Set(chosenEdges()) } });
  canvas.focusOn = (node) => { cursor = node; };

  // Where things are on the screen: for the page's own tests.
  window.accordPage = {
    drawn: () => ({ nodes: drawn.nodes.map((node) => node.name), edges: drawn.edges.map((edge) => [nodes[edge.from].name, nodes[edge.to].name]) }),
    pointOf: (iri) => {
      const spot = engine.toScreen(positionOf(findByName(nodes, iri)));
      const frame = holder.getBoundingClientRect();
      return { x: frame.left + spot.x, y: frame.top + spot.y };
    },
    renderer: () => engine.name,
    scale: () => engine.view().scale,
    redraw: () => engine.redraw(),
  };
}
