// What colour stands for: the kind of a body, its place, or the community that it signs with. Seven hues and grey.
const HUES = ["government", "territory", "association", "park", "court", "enterprise", "knowledge"];

// For each way of colouring: the key of a node's group, and the groups with words and hue, the biggest first.
const groupsBy = (keyOf, nameOfKey) => {
  const counts = new Map();
  for (const node of nodes) {
    const key = keyOf(node);
    if (key !== null && node.named) counts.set(key, (counts.get(key) || 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, HUES.length);
  return new Map(ranked.map(([key], order) => [key, { hue: HUES[order], label: () => nameOfKey(key) }]));
};
const placeKey = (node) => (node.where !== null ? node.where : node.place || null);
// A community is named by a place, a field or a party, or by a field and a party of several that it would suit.
const byName = new Map([...places, ...nodes].reverse().map((thing) => [thing.name, thing]));
const nameInWords = (name) => (byName.has(name) ? nameOf(byName.get(name)) : t(name));
const communityName = (home) => {
  const [first, second] = communities[home].split(": ");
  return second && !byName.has(communities[home]) ? `${nameInWords(first)}${chinese ? "：" : ": "}${nameInWords(second)}` : nameInWords(communities[home]);
};
const GROUPS = {
  place: groupsBy(placeKey, (key) => (typeof key === "number" ? nameOf(places[key]) : key)),
  community: groupsBy((node) => node.home, communityName),
};
const groupKey = { place: placeKey, community: (node) => node.home };

// The key by which the legend hides a node.
const colourKey = (node) => {
  if (!node.named) return "unnamed";
  if (choice.colour === "kind") return node.look;
  const group = GROUPS[choice.colour].get(groupKey[choice.colour](node));
  return group ? group.hue : "other";
};
const hueOf = (node) => (choice.colour === "kind" ? node.look : colourKey(node));

// What the legend lists: key, hue, path of the symbol, words.
const legendRows = () => {
  const paths = new Map(looks.map((look) => [look.key, look.path]));
  const dot = looks.find((look) => look.shape === "dot").path;
  if (choice.colour === "kind") {
    const found = new Map();
    for (const node of nodes) if (node.named && !found.has(node.look)) found.set(node.look, looks[data.nodes[node.id].look]);
    const rows = looks.filter((look) => found.get(look.key) === look).map((look) => ({ key: look.key, path: look.path, label: t(look.label) }));
    if (nodes.some((node) => !node.named)) rows.push({ key: "unnamed", path: paths.get("unnamed"), label: t("Groups counted without names") });
    return rows;
  }
  const rows = [...GROUPS[choice.colour].values()].map(({ hue, label }) => ({ key: hue, path: dot, label: label() }));
  const keys = new Set(nodes.map(colourKey));
  if (keys.has("other")) rows.push({ key: "other", path: dot, label: t(choice.colour === "place" ? "All other places, or none" : "All other communities") });
  if (keys.has("unnamed")) rows.push({ key: "unnamed", path: dot, label: t("Groups counted without names") });
  return rows;
};
