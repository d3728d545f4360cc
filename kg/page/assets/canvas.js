// The drawing: vis-network without physics, our own labels over it, mouse and keyboard.
const canvas = {};
{
  const holder = byId("canvas");
  const many = nodes.length > 150;
  const NEIGHBOURS = 300;  // of a hub with thousands, the strongest; the panel lists all
  const MARGIN = many ? 44 : 18;
  let network = null;
  let drawn = { nodes: [], edges: [], labels: [], islands: [], ids: new Set() };
  let fitScale = 1;
  let enlarge = 1;
  let cursor = null;
  let hovered = null;
  let actions = { select: () => {}, clear: () => {} };

  // The best connected up to the limit, and whatever is selected with its neighbours.
  const toDraw = () => {
    const best = new Set(current.nodes.slice(0, canvas.limited() ? data.drawn : undefined));
    for (const node of chosenNodes()) best.add(node);
    for (const edge of chosenEdges().slice(0, NEIGHBOURS)) best.add(nodes[edge.from]).add(nodes[edge.to]);
    const list = nodes.filter((node) => best.has(node));
    const ids = new Set(list.map((node) => node.id));
    const lines = edges.filter((edge) => (edge.shown || (choice.selected && choice.selected.edge === edge)) && ids.has(edge.from) && ids.has(edge.to));
    return { nodes: list, edges: lines, labels: [], islands: [], ids };
  };

  // The room that nodes take with their labels.
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
  const scaleFor = (box) => Math.min(1.15, (holder.clientWidth - 2 * MARGIN) / box.width, (holder.clientHeight - 2 * MARGIN) / box.height);

  const fit = () => {
    if (!drawn.nodes.length) return;
    const box = bounds(drawn.nodes);
    fitScale = scaleFor(box);
    network.moveTo({ position: { x: box.left + box.width / 2, y: box.top + box.height / 2 }, scale: fitScale, animation: false });
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
    network.setOptions({ interaction: { dragView: !still, zoomView: !still } });
  };

  const paint = () => {
    const lit = new Set(chosenNodes().map((node) => node.id));
    const strong = new Set(lit);
    const litEdges = new Set(chosenEdges().map((edge) => edge.id));
    for (const edge of chosenEdges()) lit.add(edge.from).add(edge.to);
    const some = lit.size > 0;
    const quiet = Math.max(0.18, Math.min(1, 500 / drawn.edges.length));  // many lines together are still many
    network.setData({
      nodes: new vis.DataSet(drawn.nodes.map((node) => nodeMark(node, some && !lit.has(node.id), enlarge))),
      edges: new vis.DataSet(drawn.edges.map((edge) => edgeMark(edge, some && !litEdges.has(edge.id), litEdges.has(edge.id), quiet, enlarge))),
    });
    drawn.islands = many ? islandsOf(drawn.nodes, enlarge) : [];
    const rank = (node) => (strong.has(node.id) ? 0 : lit.has(node.id) ? 1 : 2);
    drawn.labels = drawn.nodes
      .map((node) => ({ node, at: positionOf(node), radius: sizeOf(node) * enlarge, strong: strong.has(node.id), faded: some && !lit.has(node.id), always: strong.has(node.id) && strong.size <= 6 }))
      .sort((a, b) => rank(a.node) - rank(b.node) || b.node.partnersLeft - a.node.partnersLeft || a.node.id - b.node.id);
  };

  const ring = (context, node, scale) => {
    const { x, y } = positionOf(node);
    context.save();
    context.beginPath();
    context.arc(x, y, sizeOf(node) * enlarge + 6 / scale, 0, 2 * Math.PI);
    context.lineWidth = 3 / scale;
    context.strokeStyle = colours.accent;
    context.stroke();
    context.restore();
  };

  const afterDrawing = (context) => {
    const scale = network.getScale();
    const [start, end] = [{ x: 2, y: 2 }, { x: holder.clientWidth - 2, y: holder.clientHeight - 2 }].map((corner) => network.DOMtoCanvas(corner));
    const view = { left: start.x * scale, top: start.y * scale, right: end.x * scale, bottom: end.y * scale };
    const zoomed = Math.max(1, scale / fitScale) ** 2;
    const most = drawn.nodes.length <= 80 ? Infinity : (choice.selected ? 30 : 14) * zoomed;
    const first = [hovered, cursor].filter((node) => node && drawn.ids.has(node.id))
      .map((node) => ({ node, at: positionOf(node), radius: sizeOf(node) * enlarge, strong: true, faded: false, always: true }));
    const named = new Set(first.map((label) => label.node));
    const taken = many && !choice.selected ? drawIslands(context, drawn.islands, view, scale) : [];
    drawLabels(context, [...first, ...drawn.labels.filter((label) => !named.has(label.node))], drawn.labels, view, scale, most, taken);
    if (choice.selected && choice.selected.node) ring(context, choice.selected.node, scale);
    if (cursor && document.activeElement === holder && drawn.ids.has(cursor.id)) ring(context, cursor, scale);
  };

  // Brings a node out from under the panel or from beyond the edge.
  const reveal = (list) => {
    if (!list.length) return;
    const panel = byId("panel");
    const overlay = !panel.hidden && getComputedStyle(panel).position === "absolute";
    const right = holder.clientWidth - (overlay ? panel.offsetWidth + 24 : 0);
    const spots = list.map((node) => network.canvasToDOM(positionOf(node)));
    const xs = spots.map((spot) => spot.x);
    const ys = spots.map((spot) => spot.y);
    const into = (least, most, low, high) => (most > high ? high - most : least < low ? low - least : 0);
    const dx = into(Math.min(...xs), Math.max(...xs), 80, right - 80);
    const dy = into(Math.min(...ys), Math.max(...ys), 50, holder.clientHeight - 90);
    if (!dx && !dy) return;
    const view = network.getViewPosition();
    const scale = network.getScale();
    network.moveTo({ position: { x: view.x - dx / scale, y: view.y - dy / scale }, scale, animation: false });
  };

  // What is selected, and its partners where they have room on the screen too.
  const withPartners = () => {
    const chosen = chosenNodes();
    const all = [...new Set([...chosen, ...chosenEdges().flatMap((edge) => [nodes[edge.from], nodes[edge.to]])])];
    if (!all.length) return chosen;
    const box = bounds(all);
    const scale = network.getScale();
    return box.width * scale < holder.clientWidth * 0.55 && box.height * scale < holder.clientHeight * 0.9 ? all : chosen;
  };

  const keys = walker({
    cursor: () => cursor,
    drawn: () => drawn,
    go: (next) => {
      cursor = next;
      reveal([next]);
      network.redraw();
    },
    open: () => actions.select({ node: cursor }, true),
    clear: () => actions.clear(),
    zoom: (factor) => zoom(factor),
    fit: () => { fit(); actions.moved(null); },
  });

  const whereabouts = () => {
    const { x, y } = network.getViewPosition();
    return [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
  };
  const zoom = (factor) => {
    network.moveTo({ scale: Math.min(8, Math.max(0.02, network.getScale() * factor)), animation: false });
    actions.moved(whereabouts());
  };

  const onClick = ({ pointer }) => {
    const node = network.getNodeAt(pointer.DOM);
    const edge = network.getEdgeAt(pointer.DOM);
    if (node !== undefined) {
      cursor = nodes[node];
      actions.select({ node: nodes[node] }, false);
    } else if (edge !== undefined) actions.select({ edge: edges[edge] }, false);
    else if (choice.selected) actions.clear();
  };

  const onMove = (event) => {
    const frame = holder.getBoundingClientRect();
    const at = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    const id = network.getNodeAt(at);
    const next = id === undefined ? null : nodes[id];
    holder.style.cursor = next || network.getEdgeAt(at) !== undefined ? "pointer" : "grab";
    if (next === hovered) return;
    hovered = next;
    network.redraw();
  };

  canvas.start = (given) => {
    actions = given;
    readColours();
    network = new vis.Network(holder, { nodes: [], edges: [] }, {
      physics: false, autoResize: false, layout: { randomSeed: 1, improvedLayout: false },
      edges: { smooth: false, selectionWidth: 0, chosen: false }, nodes: { chosen: false },
      interaction: { dragNodes: false, hover: false, selectable: false, keyboard: false, tooltipDelay: 1e9 },
    });
    holder.querySelector(".vis-network").removeAttribute("tabindex");  // one stop for the Tab key is enough
    network.on("afterDrawing", afterDrawing);
    network.on("click", onClick);
    let waiting = false;
    holder.addEventListener("mousemove", (event) => {
      if (waiting || event.buttons) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; onMove(event); });
    });
    holder.addEventListener("mouseleave", () => { hovered = null; network.redraw(); });
    // The wheel scrolls the page until the drawing has the focus.
    holder.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && document.activeElement !== holder) event.stopPropagation();
    }, { capture: true });
    holder.addEventListener("pointerdown", () => holder.focus({ preventScroll: true }));
    holder.addEventListener("keydown", keys);
    holder.addEventListener("focus", () => network.redraw());
    holder.addEventListener("blur", () => network.redraw());
    byId("zoom-in").addEventListener("click", () => zoom(1.3));
    byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
    byId("zoom-fit").addEventListener("click", () => { fit(); actions.moved(null); });
    let settled = 0;
    const moved = () => { clearTimeout(settled); settled = setTimeout(() => actions.moved(whereabouts()), 300); };
    network.on("dragEnd", moved);
    network.on("zoom", moved);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readColours(); paint(); });
    let width = 0;
    new ResizeObserver(() => {
      if (holder.clientWidth === width) return;
      width = holder.clientWidth;
      canvas.refresh(true);
    }).observe(holder);
  };

  canvas.refresh = (refit, still) => {
    drawn = toDraw();
    if (holder.hidden) return;  // another tab is open
    if (still) {
      byId("nothing").hidden = drawn.nodes.length > 0;
      paint();
      return;
    }
    if (refit) {
      shifts = new Map();
      if (current.filtered && !many) shifts = flow(drawn.nodes, bounds, holder.clientWidth - 2 * MARGIN);
    }
    byId("nothing").hidden = drawn.nodes.length > 0;
    if (refit) {
      setHeight();
      network.setSize(`${holder.clientWidth}px`, `${holder.clientHeight}px`);
      enlarge = many && drawn.nodes.length ? Math.min(1.8, Math.max(1, 0.55 / scaleFor(bounds(drawn.nodes)))) : 1;
    }
    paint();
    if (refit) fit();
    reveal(withPartners());
    network.redraw();
  };

  canvas.go = ([x, y, scale]) => network.moveTo({ position: { x, y }, scale, animation: false });
  canvas.picture = () => ({ drawn, scale: network.getScale(), element: holder.querySelector("canvas"), enlarge, lit: { nodes: new Set(chosenNodes()), edges: new Set(chosenEdges()) } });
  canvas.focusOn = (node) => { cursor = node; };
  canvas.limited = () => current.nodes.length > data.drawn * 1.25;  // a few more are no trouble

  // Where things are on the screen: for the page's own tests.
  window.accordPage = {
    drawn: () => ({ nodes: drawn.nodes.map((node) => node.name), edges: drawn.edges.map((edge) => [nodes[edge.from].name, nodes[edge.to].name]) }),
    pointOf: (iri) => {
      const node = findByName(nodes, iri);
      const spot = network.canvasToDOM(positionOf(node));
      const frame = holder.getBoundingClientRect();
      return { x: frame.left + spot.x, y: frame.top + spot.y };
    },
    scale: () => network.getScale(),
    redraw: () => network.redraw(),
  };
}
