// How nodes, lines and labels look on the canvas. Colours come from the style sheet, so that there is one place for them.
const narrow = () => byId("canvas").clientWidth < 640;
let shifts = new Map();
const positionOf = (node) => {
  const [x, y] = node.narrow && narrow() ? node.narrow : [node.x, node.y];
  const shift = shifts.get(node.id);
  return shift ? { x: x + shift.x, y: y + shift.y } : { x, y };
};
const isAbove = (node) => Boolean(node.above) && !narrow();

let colours = {};
const readColours = () => {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = { ink: value("ink"), soft: value("soft"), card: value("card"), tie: value("tie"), accent: value("accent"), sans: value("sans"), looks: {} };
  for (const { key } of looks) colours.looks[key] = { fill: value(key), edge: value(`${key}-edge`) };
};

// The area of a mark grows with what it stands for; the layout has room for the size by partners.
const most = Math.max(12, ...nodes.map((node) => node.signed.length));
const sizeOf = (node) => (choice.size === "agreements" ? Math.round(80 + 200 * Math.sqrt(node.agreementsLeft / most)) / 10 : node.size);

// Dashes and gaps of a tie: with a group that has no name, or resting on drafts and uncertain dates alone.
const dashOf = (edge) => (edge.dashes ? [6, 5] : edge.loose ? [2, 4] : null);

const FADED = 0.22;
const quietness = (lines) => Math.max(0.06, Math.min(1, 500 / lines));  // many lines together are still many
const widthOf = (weight) => (weight >= 5 ? 7 : weight >= 2 ? 3.6 : 1.6);

// A mark as every way of drawing takes it: place and size in units of the layout.
const nodeMark = (node, faded, enlarge) => {
  const { fill, edge } = colours.looks[node.named ? hueOf(node) : "unnamed"];
  return { id: node.id, ...positionOf(node), shape: node.shape, size: sizeOf(node) * enlarge * (node.shape === "square" ? 0.88 : 1), fill, edge, opacity: faded ? FADED : 1, dashed: !node.named };
};

const edgeMark = (edge, faded, chosen, quiet, enlarge) => ({
  id: edge.id, from: edge.from, to: edge.to, width: widthOf(edge.weight) * enlarge, colour: chosen ? colours.accent : colours.tie,
  opacity: chosen ? 1 : faded ? FADED * quiet : quiet, dash: dashOf(edge),
});

// Labels keep their size on the screen and give way to one another: those earlier in the list come first.
const LABEL_PX = 12.5;
const labelPx = (scale) => Math.min(LABEL_PX, Math.max(11, LABEL_PX * scale));
const widths = new Map();
const lineWidth = (context, line) => {
  const key = context.font + line;
  if (!widths.has(key)) widths.set(key, context.measureText(line).width);
  return widths.get(key);
};

const LABEL_GAP = 3;

// In Chinese the name in Chinese, where there is one.
const linesOf = (node) => {
  const name = nameOf(node);
  if (name === node.name) return node.label.split("\n");
  const lines = name.match(/.{1,10}/gu) || [name];
  return lines.length > 3 ? [lines[0], lines[1], `${lines[2].slice(0, 9)}…`] : lines;
};

// The places where a label may stand, the preferred one first: below its mark, or above where the layout says so.
const labelBoxes = (context, node, at, radius, scale, bold) => {
  const lines = linesOf(node);
  const size = labelPx(scale);
  context.font = `${bold ? 600 : 400} ${size}px ${colours.sans}`;
  const width = Math.max(...lines.map((line) => lineWidth(context, line)));
  const height = lines.length * size * 1.2;
  const away = radius * scale + LABEL_GAP;
  const box = (x, y) => ({ lines, size, middle: x, left: x - width / 2, right: x + width / 2, top: y, bottom: y + height });
  const [x, y] = [at.x * scale, at.y * scale];
  const below = box(x, y + away);
  const above = box(x, y - away - height);
  const beside = [box(x + away + width / 2, y - height / 2), box(x - away - width / 2, y - height / 2)];
  return isAbove(node) ? [above, below, ...beside] : [below, above, ...beside];
};

const overlaps = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

// A grid over the screen, so that each box is compared with its neighbours only.
const CELL = 160;
const newGrid = () => {
  const cells = new Map();
  const each = (box, visit) => {
    for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1) {
      for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) {
        if (visit(`${x},${y}`)) return true;
      }
    }
    return false;
  };
  return {
    add: (box) => { each(box, (key) => { cells.set(key, [...(cells.get(key) || []), box]); return false; }); },
    hits: (box, ignored) => each(box, (key) => (cells.get(key) || []).some((placed) => !ignored(placed) && overlaps(placed, box))),
  };
};

// Draws labels on the canvas's own coordinates; `wanted` are {node, at, radius, strong, faded, always},
// the important first; `view` is the part of the drawing that is on the screen, in screen units.
const drawLabels = (context, wanted, marks, view, scale, most, taken = []) => {
  const inside = (box) => box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
  const grid = newGrid();
  for (const { node, at, radius } of marks) {
    const reach = radius * scale;
    grid.add({ owner: node.id, radius, left: at.x * scale - reach, right: at.x * scale + reach, top: at.y * scale - reach, bottom: at.y * scale + reach });
  }
  for (const box of taken) grid.add({ radius: Infinity, ...box });
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  let drawn = 0;
  for (const { node, at, radius, strong, faded, always } of wanted) {
    if (drawn >= most && !always) continue;
    const boxes = labelBoxes(context, node, at, radius, scale, strong);
    // A label may cover marks much smaller than its own: better one name too many than the hub without one.
    const ignored = (placed) => placed.owner === node.id || placed.radius < radius * 0.7;
    const box = boxes.find((candidate) => inside(candidate) && !grid.hits(candidate, ignored)) || (always ? boxes[0] : null);
    if (!box) continue;
    grid.add(box);
    drawn += 1;
    context.globalAlpha = faded ? 0.45 : 1;
    context.strokeStyle = colours.card;
    context.lineWidth = 4;
    context.fillStyle = node.named ? colours.ink : colours.soft;
    box.lines.forEach((line, number) => {
      const y = box.top + (number + 0.5) * box.size * 1.2;
      context.strokeText(line, box.middle, y);
      context.fillText(line, box.middle, y);
    });
  }
  context.restore();
  return drawn;
};
