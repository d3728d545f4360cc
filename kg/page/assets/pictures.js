// Each tab as a drawing of its own that needs no style sheet: elements and attributes of SVG alone.
const pictures = {};
{
  const ATTRIBUTES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity"];
  const STYLES = [...ATTRIBUTES, "fill-opacity", "stroke-linejoin", "font-size", "text-anchor", "paint-order", "opacity"];
  const FOOT = 24;

  // What the picture shows, in words below it; `box` is the part of the drawing that it takes.
  const sheet = ({ x, y, width, height }, parts) => {
    const title = document.querySelector("h1").textContent;
    const words = shape("text", { x: x + 8, y: y + height + 14, fill: colours.soft, stroke: "none" }, [`${title}. ${byId("status").textContent}`]);
    return shape("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${x} ${y} ${width} ${height + FOOT}`, width, height: height + FOOT, "font-family": "sans-serif", "font-size": 12.5 }, [
      shape("title", {}, [title]), shape("rect", { x, y, width, height: height + FOOT, fill: colours.card }), ...parts, words]);
  };

  const look = (values) => Object.fromEntries(ATTRIBUTES.map((name, index) => [name, values[index]]).filter(([, value]) => value !== undefined && value !== null));

  pictures.network = () => {
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
    return sheet({ x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top }, [...lines, ...marks, ...labels]);
  };

  // A copy of what is on the page, with what the style sheet says of each element written to it.
  const copied = (element) => {
    const given = getComputedStyle(element);
    const copy = element.cloneNode(false);
    for (const name of ["class", "role", "tabindex", "aria-label"]) copy.removeAttribute(name);
    if (element.tagName !== "title") for (const name of STYLES) copy.setAttribute(name, given.getPropertyValue(name));
    copy.append(...[...element.childNodes].map((child) => (child.nodeType === Node.ELEMENT_NODE ? copied(child) : child.cloneNode())));
    return copy;
  };
  for (const name of ["map", "timeline"]) {
    pictures[name] = () => {
      const drawn = byId(name).querySelector("svg");
      if (!drawn) return sheet({ x: 0, y: 0, width: 600, height: 20 }, []);
      return sheet(drawn.viewBox.baseVal, [...drawn.children].map(copied));
    };
  }
}
