// The open tab as a file: PNG as it is on the screen, SVG for print, CSV of what is drawn.
const exporting = {};
{
  const name = () => views.open() || "network";
  const svg = () => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(pictures[name()]())}\n`;
  const asPng = (canvas) => canvas.toBlob((blob) => save(blob, `${name()}.png`), "image/png");

  const networkPng = () => {
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
    context.fillText(`${document.querySelector("h1").textContent}. ${byId("status").textContent}`, 10 * ratio, element.height + 16 * ratio, copy.width - 20 * ratio);
    asPng(copy);
  };

  // Map and timeline are drawn as SVG; twice their size is sharp in print too.
  const drawnPng = async () => {
    const picture = new Image();
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg())}`;
    await picture.decode();
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [2 * picture.width, 2 * picture.height];
    copy.getContext("2d").drawImage(picture, 0, 0, copy.width, copy.height);
    asPng(copy);
  };

  exporting.start = () => {
    byId("save-png").addEventListener("click", () => (name() === "network" ? networkPng() : drawnPng()));
    byId("save-svg").addEventListener("click", () => save(new Blob([svg()], { type: "image/svg+xml" }), `${name()}.svg`));
    byId("save-csv").addEventListener("click", () => save(new Blob([tables.csv(name() === "timeline" ? "agreements" : "ties")], { type: "text/csv;charset=utf-8" }), `${name()}.csv`));
  };
}
