// Oxigraph in a worker: reads the dump once, answers one query after another. Ending the worker ends a query.
import init, { Store } from "oxigraph/web.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
let ready = null;

// The text of an answer; how much of it is there is told now and then.
async function read(answer) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  const parts = [];
  let bytes = 0;
  let told = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(decoder.decode(value, { stream: true }));
    bytes += value.length;
    if (bytes - told > 500_000) postMessage({ read: (told = bytes) });
  }
  return parts.join("") + decoder.decode();
}

async function load(wasm, dump, format) {
  await init({ module_or_path: wasm });
  postMessage({ stage: "data" });
  const answer = await fetch(dump);
  if (!answer.ok) throw new Error(`${dump}: ${answer.status} ${answer.statusText}`);
  const text = await read(answer);
  postMessage({ stage: "index" });
  const store = new Store();
  store.load(text, { format });
  return store;
}

function plain(term) {
  if (!term) return null;
  if (term.type === "uri") return { kind: "iri", value: term.value };
  if (term.type !== "literal") return { kind: "other", value: `_:${term.value}` };
  return { kind: "literal", value: term.value, datatype: (term.datatype || "").replace(XSD, "xsd:") };
}

function part(term) {
  if (term.termType === "NamedNode") return { kind: "iri", value: term.value };
  return { kind: term.termType === "Literal" ? "literal" : "other", value: term.termType === "Literal" ? term.value : term.toString() };
}

// The kind of query, by its first keyword outside IRIs, strings and comments.
function form(query) {
  const bare = query.replace(/<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*/g, " ");
  return (/\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare) || ["SELECT"])[0].toUpperCase();
}

function rows(store, query) {
  const options = { use_default_graph_as_union: true };
  if (form(query) === "SELECT") {
    const said = JSON.parse(store.query(query, { ...options, results_format: "json" }));
    return { columns: said.head.vars, rows: said.results.bindings.map((row) => said.head.vars.map((name) => plain(row[name]))) };
  }
  const answer = store.query(query, options);
  if (typeof answer === "boolean") return { columns: ["answer"], rows: [[{ kind: "literal", value: String(answer) }]] };
  return { columns: ["subject", "predicate", "object"], rows: answer.map((one) => [part(one.subject), part(one.predicate), part(one.object)]) };
}

onmessage = async ({ data }) => {
  if (data.load) {
    ready = load(data.load.wasm, data.load.dump, data.load.format);
    ready.then((store) => postMessage({ loaded: store.size }), (error) => postMessage({ broken: String(error.message || error) }));
    return;
  }
  try {
    const store = await ready;
    const start = performance.now();
    const answer = rows(store, data.query);
    postMessage({ answer: { ...answer, milliseconds: performance.now() - start } });
  } catch (error) {
    postMessage({ fault: String(error.message || error) });
  }
};
