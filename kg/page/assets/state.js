// What the page knows and what the reader has chosen; everything else asks here and is told of changes.
const data = JSON.parse(document.getElementById("page-data").textContent);
const { nodes, edges, agreements, sources, nouns } = data;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

const byId = (id) => document.getElementById(id);
const plural = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;
const said = (day) => {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[month - 1]} ${year}`;
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

for (const node of nodes) node.edges = [];
for (const edge of edges) {
  nodes[edge.from].edges.push(edge);
  nodes[edge.to].edges.push(edge);
}
const other = (edge, node) => nodes[edge.from === node.id ? edge.to : edge.from];

const choice = { field: "any", from: "", to: "", undated: true, selected: null };
const undated = agreements.filter((agreement) => !agreement.earliest && !agreement.latest).length;

// What passes the filters: for each agreement yes or no, for each node and edge how much of it is left.
const current = { filtered: false, passing: [], nodes: [], edges: [], count: 0 };

const passes = (agreement) => {
  if (choice.field !== "any") {
    const code = choice.field.slice(3);
    if (code ? !agreement.within.includes(code) : agreement.within.length) return false;
  }
  if (!agreement.earliest && !agreement.latest) return choice.undated;
  const earliest = agreement.earliest || agreement.latest;
  const latest = agreement.latest || agreement.earliest;
  return !((choice.from && latest < choice.from) || (choice.to && earliest > choice.to));
};

const applyFilters = () => {
  current.filtered = choice.field !== "any" || Boolean(choice.from || choice.to) || (!choice.undated && undated > 0);
  current.passing = agreements.map(passes);
  current.count = current.passing.filter(Boolean).length;
  const left = (thing) => thing.signed.filter((number) => current.passing[number]);
  for (const edge of edges) {
    edge.left = left(edge);
    edge.shown = !current.filtered || edge.left.length > 0;
    edge.weight = edge.left.length || (current.filtered ? 0 : 1);
  }
  for (const node of nodes) {
    node.left = left(node);
    node.shown = !current.filtered || node.left.length > 0;
    const ties = node.edges.filter((edge) => edge.shown && other(edge, node).named);
    node.partnersLeft = current.filtered ? ties.length : node.partners;
    node.agreementsLeft = current.filtered ? node.left.length : node.agreements;
  }
  current.nodes = nodes.filter((node) => node.shown);
  if (current.filtered) current.nodes.sort((a, b) => b.partnersLeft - a.partnersLeft || b.agreementsLeft - a.agreementsLeft || a.id - b.id);
  current.edges = edges.filter((edge) => edge.shown);
};

// Things are named in the address by the end of their IRI, which is short and stays the same.
const shortName = (iri) => (iri.includes("/id/") ? iri.slice(iri.indexOf("/id/") + 4) : iri);
const findByName = (list, name) => list.find((thing) => thing.iri === name) || list.find((thing) => shortName(thing.iri) === name) || null;

const selectionFrom = (query) => {
  const agreement = query.get("agreement") && findByName(agreements, query.get("agreement"));
  if (agreement) return { agreement };
  const node = query.get("select") && findByName(nodes, query.get("select"));
  const partner = query.get("with") && findByName(nodes, query.get("with"));
  if (!node) return null;
  const edge = partner && node.edges.find((candidate) => other(candidate, node) === partner);
  return edge ? { edge } : { node };
};

const readAddress = () => {
  const query = new URLSearchParams(location.hash.slice(1));
  const day = (name) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(name) || "") ? query.get(name) : "");
  const field = query.has("field") ? `is:${query.get("field")}` : "any";
  choice.field = [...byId("field").options].some((option) => option.value === field) ? field : "any";
  choice.from = day("from");
  choice.to = day("to");
  choice.undated = query.get("undated") !== "no";
  choice.selected = selectionFrom(query);
  return query.get("table");
};

const writeAddress = (table) => {
  const query = new URLSearchParams();
  const { selected } = choice;
  if (choice.field !== "any") query.set("field", choice.field.slice(3));
  if (choice.from) query.set("from", choice.from);
  if (choice.to) query.set("to", choice.to);
  if (!choice.undated) query.set("undated", "no");
  if (selected && selected.node) query.set("select", shortName(selected.node.iri));
  if (selected && selected.edge) {
    query.set("select", shortName(nodes[selected.edge.from].iri));
    query.set("with", shortName(nodes[selected.edge.to].iri));
  }
  if (selected && selected.agreement) query.set("agreement", shortName(selected.agreement.iri));
  if (table) query.set("table", table);
  const hash = query.toString();
  if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
};
