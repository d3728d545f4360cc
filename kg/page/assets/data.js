// What the page knows: read from its data, with what the file leaves out put back.
const data = JSON.parse(document.getElementById("page-data").textContent);
const { sources, nouns, looks, communities, places } = data;

const byId = (id) => document.getElementById(id);
const word = (number) => (number === undefined || number === null ? "" : data.words[number]);
const whole = (iri) => (iri[0] === "!" ? iri.slice(1) : data.prefix + iri);

const agreements = data.agreements.map((row) => ({
  iri: whole(row.iri), name: row.name, date: word(row.date), kind: word(row.kind), inferred: Boolean(row.inferred),
  status: word(row.status), confidence: row.confidence === undefined ? null : row.confidence, doubt: row.doubt || "",
  earliest: row.from || null, latest: (row.to === undefined ? row.from : row.to) || null,
  fields: row.fields.map(word), codes: row.codes.map(word), commitments: row.promised || [],
  parties: row.parties.map((party) => (typeof party === "number" ? { node: party } : { ...party, node: null })),
  evidence: (row.evidence || []).map(([source, start, end, aspect, exact]) => ({ source, start, end, aspect: aspect.map(word), exact })),
}));
const nodes = data.nodes.map((row, id) => ({
  id, name: row.name, iri: whole(row.iri), look: looks[row.look].key, shape: row.shape || looks[row.look].shape, kind: word(row.kind), place: word(row.place),
  level: word(row.level), where: row.where === undefined ? null : row.where, home: row.home === undefined ? null : row.home,
  x: row.x, y: row.y, narrow: row.narrow, size: row.size, members: row.members, partners: row.partners || 0, label: row.label || row.name,
  above: Boolean(row.above), named: !row.unnamed, also: row.also || "", signed: row.signed || [], derived: !row.signed, agreements: row.agreements, edges: [],
}));
agreements.forEach((agreement, number) => {
  agreement.id = number;
  for (const party of agreement.parties) {
    if (party.node === null) continue;
    const node = nodes[party.node];
    party.name = node.name;
    if (node.derived && node.signed[node.signed.length - 1] !== number) node.signed.push(number);
  }
});
for (const node of nodes) if (node.agreements === undefined) node.agreements = node.signed.length;
const edges = data.edges.map(([from, to, ...signed], id) => {
  const edge = { id, from, to, signed, dashes: !(nodes[from].named && nodes[to].named) };
  nodes[from].edges.push(edge);
  nodes[to].edges.push(edge);
  return edge;
});
const other = (edge, node) => nodes[edge.from === node.id ? edge.to : edge.from];

// A field takes in what is narrower, as far as the network says what that is.
const closure = new Map();
const within = (codes) => {
  const key = codes.join(" ");
  if (!closure.has(key)) {
    const found = new Set(codes);
    for (const code of found) for (const broader of data.broader[code] || []) found.add(broader);
    closure.set(key, found);
  }
  return closure.get(key);
};

// Makes an element; text goes in as text, never as markup.
const make = (name, properties = {}, children = []) => {
  const { dataset, attributes, ...plain } = properties;
  const element = Object.assign(document.createElement(name), plain);
  Object.assign(element.dataset, dataset);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  element.append(...[].concat(children).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};
// The same for a drawing: attributes only, text as text.
const shape = (name, attributes = {}, children = []) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...[].concat(children));
  return element;
};
const symbolOf = (path, key) => shape("svg", { class: `symbol look-${key}`, viewBox: "-11 -11 22 22", width: 18, height: 18, "aria-hidden": "true" }, [shape("path", { d: path })]);
const save = (blob, name) => {
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};
