// The view as a file: PNG as it is on the screen, SVG for print, CSV of the partnerships.
const exporting = {};
{
  const ATTRIBUTES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"];
  const title = () => document.querySelector("h1").textContent;

  const png = () => {
    const { element } = canvas.picture();
    const copy = document.createElement("canvas");
    const ratio = element.width / byId("canvas").clientWidth;
    const foot = Math.round(26 * ratio);
    [copy.width, copy.height] = [element.width, element.height + foot];
    const context = copy.getContext("2d");
    context.fillStyle = colours.card;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(element, 0, 0);
    context.fillStyle = colours.soft;
    context.font = `${12 * ratio}px ${colours.sans}`;
    context.fillText(`${title()}. ${byId("status").textContent}`, 10 * ratio, element.height + 16 * ratio, copy.width - 20 * ratio);
    copy.toBlob((blob) => save(blob, "network.png"), "image/png");
  };

  const look = (values) => Object.fromEntries(ATTRIBUTES.map((name, index) => [name, values[index]]).filter(([, value]) => value !== undefined && value !== null));

  exporting.svg = () => {
    const { drawn, enlarge, lit } = canvas.picture();
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const node of drawn.nodes) {
      const { x, y } = positionOf(node);
      box.left = Math.min(box.left, x - 90);
      box.right = Math.max(box.right, x + 90);
      box.top = Math.min(box.top, y - 60);
      box.bottom = Math.max(box.bottom, y + 90);
    }
    if (!drawn.nodes.length) Object.assign(box, { left: 0, right: 400, top: 0, bottom: 100 });
    const [width, height] = [box.right - box.left, box.bottom - box.top + 24];
    const quiet = quietness(drawn.edges.length);
    const lines = drawn.edges.map((edge) => {
      const [from, to] = [positionOf(nodes[edge.from]), positionOf(nodes[edge.to])];
      const chosen = lit.edges.has(edge);
      return shape("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, ...look([null, chosen ? colours.accent : colours.tie, widthOf(edge.weight), dashOf(edge) ? dashOf(edge).join(" ") : null, chosen ? 1 : quiet]) });
    });
    const marks = drawn.nodes.map((node) => {
      const { x, y } = positionOf(node);
      const key = node.named ? hueOf(node) : "unnamed";
      const path = looks[data.nodes[node.id].look].path;
      const size = (sizeOf(node) * enlarge) / 8;
      return shape("path", { d: path, transform: `translate(${x} ${y}) scale(${size.toFixed(2)})`, "vector-effect": "non-scaling-stroke", ...look([colours.looks[key].fill, colours.looks[key].edge, 1.6, node.named ? null : "4 3"]) }, [shape("title", {}, [nameOf(node)])]);
    });
    const few = drawn.nodes.length <= 80 ? drawn.labels : drawn.labels.slice(0, 60);
    const labels = few.flatMap(({ node, radius }) => {
      const { x, y } = positionOf(node);
      const rows = linesOf(node);
      const first = isAbove(node) ? y - radius - 4 - (rows.length - 1) * 15 : y + radius + 14;
      return rows.map((line, row) => shape("text", { x, y: first + row * 15, fill: colours.ink, stroke: colours.card, "stroke-width": 3, "paint-order": "stroke", "text-anchor": "middle" }, [line]));
    });
    const foot = shape("text", { x: box.left + 8, y: box.bottom + 14, fill: colours.soft }, [`${title()}. ${byId("status").textContent}`]);
    const root = shape("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${box.left} ${box.top} ${width} ${height}`, width, height, "font-family": "sans-serif", "font-size": 12.5 }, [
      shape("title", {}, [title()]), shape("rect", { x: box.left, y: box.top, width, height, fill: colours.card }), ...lines, ...marks, ...labels, foot]);
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
  };

  exporting.start = () => {
    byId("save-png").addEventListener("click", png);
    byId("save-svg").addEventListener("click", () => save(new Blob([exporting.svg()], { type: "image/svg+xml" }), "network.svg"));
    byId("save-csv").addEventListener("click", () => save(new Blob([tables.csv("ties")], { type: "text/csv;charset=utf-8" }), "network.csv"));
  };
}
