// The map: a bubble for each place with known coordinates, as large as it has agreements, on a coarse outline.
const geography = {};
{
  const holder = byId("map");
  const [WIDE, HIGH] = [1000, 520];
  const MOST = 250;

  // A place without a point of its own stands at the nearest one around it that has one.
  const spotOf = (place) => {
    if (places[place].point) return place;
    const around = (places[place].within || []).filter((index) => places[index].point);
    return around.length ? around.sort((a, b) => (places[a].within || []).length - (places[b].within || []).length).pop() : null;
  };
  const spots = places.map((place, index) => spotOf(index));

  const projection = (used) => {
    const points = used.map((place) => places[place].point);
    let [west, east] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
    let [south, north] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
    const squeeze = Math.max(0.2, Math.cos(((south + north) / 2) * Math.PI / 180));
    const room = Math.max((east - west) * 0.12, (north - south) * 0.12, 0.6);
    [west, east, south, north] = [west - room, east + room, south - room, north + room];
    const scale = Math.min(WIDE / ((east - west) * squeeze), HIGH / (north - south));
    const [middle, centre] = [(west + east) / 2, (south + north) / 2];
    const project = ([x, y]) => [(x - middle) * squeeze * scale + WIDE / 2, HIGH / 2 - (y - centre) * scale];
    const back = (x, y) => [(x - WIDE / 2) / (squeeze * scale) + middle, (HIGH / 2 - y) / scale + centre];
    return { project, back };
  };

  // Lines of longitude and latitude, so that there is something to go by where no border is near.
  const graticule = ({ project, back }) => {
    const [[west, north], [east, south]] = [back(0, 0), back(WIDE, HIGH)];
    const step = [0.5, 1, 2, 5, 10, 20, 30].find((degrees) => (east - west) / degrees <= 9) || 60;
    const words = (degrees, plus, minus) => `${Number(Math.abs(degrees).toFixed(1))}°${degrees > 0 ? plus : degrees < 0 ? minus : ""}`;
    const parts = [];
    for (let x = Math.ceil(Math.max(west, -180) / step) * step; x <= Math.min(east, 180); x += step) {
      const [at] = project([x, 0]);
      parts.push(shape("line", { class: "degree", x1: at, x2: at, y1: 0, y2: HIGH }), shape("text", { class: "degree", x: at, y: HIGH - 5 }, [words(x, "E", "W")]));
    }
    for (let y = Math.ceil(Math.max(south, -90) / step) * step; y <= Math.min(north, 90); y += step) {
      const [, at] = project([0, y]);
      parts.push(shape("line", { class: "degree", x1: 0, x2: WIDE, y1: at, y2: at }), shape("text", { class: "degree", x: 20, y: at > 18 ? at - 4 : at + 12 }, [words(y, "N", "S")]));
    }
    return parts;
  };

  const outline = (project) => OUTLINE.map((ring) => {
    let path = "";
    for (let index = 0; index < ring.length; index += 2) {
      const [x, y] = project([ring[index] / 10, ring[index + 1] / 10]);
      path += `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    return `${path}Z`;
  }).join("");

  geography.known = () => nodes.some((node) => node.where !== null && spots[node.where] !== null);

  geography.draw = (actions) => {
    const at = new Map();
    let without = 0;
    for (const node of current.nodes) {
      const spot = node.where === null ? null : spots[node.where];
      if (spot === null) { without += 1; continue; }
      if (!at.has(spot)) at.set(spot, { nodes: [], agreements: new Set() });
      at.get(spot).nodes.push(node);
      for (const number of node.left) at.get(spot).agreements.add(number);
    }
    const ranked = [...at].sort((a, b) => b[1].agreements.size - a[1].agreements.size || a[0] - b[0]);
    const drawn = ranked.slice(0, MOST);
    const note = make("p", { className: "hint", id: "map-note" });
    if (!drawn.length) {
      note.textContent = t("None of the places shown has coordinates in the data.");
      holder.replaceChildren(note);
      return;
    }
    const view = projection(drawn.map(([spot]) => spot));
    const { project } = view;
    const ties = new Map();
    for (const edge of current.edges) {
      const [one, two] = [nodes[edge.from], nodes[edge.to]].map((node) => (node.where === null ? null : spots[node.where]));
      if (one === null || two === null || one === two) continue;
      const key = one < two ? `${one} ${two}` : `${two} ${one}`;
      ties.set(key, (ties.get(key) || 0) + edge.weight);
    }
    const shown = new Set(drawn.map(([spot]) => spot));
    const lines = [...ties].map(([key, weight]) => [...key.split(" ").map(Number), weight]).filter(([one, two]) => shown.has(one) && shown.has(two)).sort((a, b) => b[2] - a[2]).slice(0, 600)
      .map(([one, two, weight]) => {
        const [[x1, y1], [x2, y2]] = [project(places[one].point), project(places[two].point)];
        const bend = [(x1 + x2) / 2 + (y2 - y1) * 0.12, (y1 + y2) / 2 - (x2 - x1) * 0.12];
        return shape("path", { class: "tie", d: `M${x1} ${y1}Q${bend[0]} ${bend[1]} ${x2} ${y2}`, "stroke-width": widthOf(weight) * 0.7 }, [shape("title", {}, [`${nameOf(places[one])} – ${nameOf(places[two])}: ${plural(weight, "agreement")}`])]);
      });
    const biggest = Math.max(1, ...drawn.map(([, group]) => group.agreements.size));
    const bubbles = [];
    const labels = [];
    const taken = [];
    for (const [spot, group] of drawn) {
      const [x, y] = project(places[spot].point);
      const radius = 5 + 19 * Math.sqrt(group.agreements.size / biggest);
      const words = `${nameOf(places[spot])}: ${plural(group.nodes.length, nouns.one, nouns.many)}, ${plural(group.agreements.size, "agreement")}`;
      const bubble = shape("circle", { class: "bubble", cx: x, cy: y, r: radius, tabindex: 0, role: "button", "aria-label": words }, [shape("title", {}, [words])]);
      const open = () => actions.select({ node: group.nodes[0] }, true);
      bubble.addEventListener("click", open);
      bubble.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); } });
      bubbles.push(bubble);
      const half = [...nameOf(places[spot])].length * (chinese ? 7 : 3.9);
      const box = { left: x - half, right: x + half, top: y + radius, bottom: y + radius + 17 };
      if (taken.some((other) => overlaps(other, box))) continue;
      taken.push(box);
      labels.push(shape("text", { x, y: y + radius + 13 }, [nameOf(places[spot])]));
    }
    const rest = ranked.length > MOST ? t(" The {0} places with most agreements are drawn.", MOST) : "";
    note.textContent = `${t("Bubbles: places; larger, more agreements. Lines join places whose bodies signed together.")}${rest}${without ? ` ${t("{0} without coordinates not on the map; see the tables.", plural(without, nouns.one, nouns.many))}` : ""}`;
    holder.replaceChildren(
      shape("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "group", "aria-label": t("Map") }, [shape("path", { class: "land", d: outline(project) }), ...graticule(view), ...lines, ...bubbles, ...labels]), note);
  };
}
