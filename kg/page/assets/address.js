// The whole state of the page in the address: anyone who opens it sees the same; back and forward work.
const shortName = (iri) => (iri.includes("/id/") ? iri.slice(iri.indexOf("/id/") + 4) : iri);
const findByName = (list, name) => (name ? list.find((thing) => thing.iri === name) || list.find((thing) => shortName(thing.iri) === name) || null : null);

const address = { missing: [] };
{
  const PLAIN = ["kind", "level", "certainty", "standing"];
  const view = { table: "", tab: "", at: null };

  const selectionFrom = (query, lost) => {
    const find = (list, key) => {
      const found = findByName(list, query.get(key));
      if (query.get(key) && !found) lost.push(query.get(key));
      return found;
    };
    const agreement = find(agreements, "agreement");
    if (agreement) return { agreement };
    const [node, partner, end] = ["select", "with", "to-party"].map((key) => find(nodes, key));
    if (!node) return null;
    if (end) return { path: { from: node, to: end } };
    const edge = partner && node.edges.find((candidate) => other(candidate, node) === partner);
    return edge ? { edge } : { node };
  };

  address.read = (text = location.hash.slice(1)) => {
    const query = new URLSearchParams(text);
    const lost = [];
    const day = (name) => (/^\d{4}-\d{2}-\d{2}$/.test(query.get(name) || "") ? query.get(name) : "");
    const listedIn = (name, id) => ([...byId(id).options].some((option) => option.value === query.get(name)) ? query.get(name) : "");
    const field = query.has("field") ? `is:${query.get("field")}` : "any";
    choice.field = [...byId("field").options].some((option) => option.value === field) ? field : "any";
    if (query.get("field") && choice.field === "any") lost.push(query.get("field"));
    choice.from = day("from");
    choice.to = day("to");
    choice.undated = query.get("undated") === "yes";
    for (const name of PLAIN) choice[name] = listedIn(name, name) || "";
    const place = query.get("place") ? places.findIndex((row) => row.id === query.get("place")) : -1;
    if (query.get("place") && place < 0) lost.push(query.get("place"));
    choice.place = place < 0 ? "" : String(place);
    choice.weak = Math.max(1, Math.min(99, Number.parseInt(query.get("min"), 10) || 1));
    choice.colour = ["place", "community"].includes(query.get("colour")) ? query.get("colour") : "kind";
    choice.size = query.get("size") === "agreements" ? "agreements" : "partners";
    const drawn = Number.parseInt(query.get("drawn"), 10);
    choice.drawn = drawn >= data.drawn && drawn <= 20000 ? drawn : data.drawn;
    choice.hidden = (query.get("hide") || "").split(",").filter((key) => /^[\w-]+$/.test(key)).join(",");
    choice.focus = findByName(nodes, query.get("focus"));
    if (query.get("focus") && !choice.focus) lost.push(query.get("focus"));
    choice.selected = selectionFrom(query, lost);
    const step = Number.parseInt(query.get("step"), 10);
    choice.step = data.story.length && step >= 1 && step <= data.story.length ? step : null;
    const at = (query.get("at") || "").split(",").map(Number);
    view.at = at.length === 3 && at.every(Number.isFinite) && at[2] > 0.01 && at[2] < 20 ? at : null;
    view.table = query.get("table") || "";
    view.tab = query.get("view") || "";
    address.missing = lost;
    return view;
  };

  const written = () => {
    const query = new URLSearchParams();
    const { selected } = choice;
    const before = new URLSearchParams(location.hash.slice(1));
    if (before.has("lang")) query.set("lang", language);
    if (before.has("renderer")) query.set("renderer", before.get("renderer"));
    if (choice.field !== "any") query.set("field", choice.field.slice(3));
    for (const name of ["from", "to", ...PLAIN]) if (choice[name]) query.set(name, choice[name]);
    if (choice.undated) query.set("undated", "yes");
    if (choice.place !== "") query.set("place", places[choice.place].id);
    if (choice.weak > 1) query.set("min", choice.weak);
    if (choice.colour !== "kind") query.set("colour", choice.colour);
    if (choice.size !== "partners") query.set("size", choice.size);
    if (choice.drawn !== data.drawn) query.set("drawn", choice.drawn);
    if (choice.hidden) query.set("hide", choice.hidden);
    if (choice.focus) query.set("focus", shortName(choice.focus.iri));
    const name = (key, thing) => query.set(key, shortName(thing.iri));
    if (selected && selected.node) name("select", selected.node);
    if (selected && selected.edge) { name("select", nodes[selected.edge.from]); name("with", nodes[selected.edge.to]); }
    if (selected && selected.path) { name("select", selected.path.from); name("to-party", selected.path.to); }
    if (selected && selected.agreement) name("agreement", selected.agreement);
    if (view.table) query.set("table", view.table);
    if (view.tab) query.set("view", view.tab);
    if (view.at) query.set("at", view.at.join(","));
    if (choice.step) query.set("step", choice.step);
    return query.toString();
  };

  // `push` makes a step that the back button undoes; small moves, as of the slider while it is dragged, make none.
  address.write = (given, push = true) => {
    Object.assign(view, given);
    const hash = written();
    if (hash === location.hash.slice(1)) return;
    const target = hash ? `#${hash}` : location.pathname + location.search;
    if (push) history.pushState(null, "", target);
    else history.replaceState(null, "", target);
  };
}
