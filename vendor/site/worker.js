// Oxigraph in a worker: reads the dump once, answers one query after another. Ending the worker ends a query.
import init, { Store } from "oxigraph/web.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
let ready = null;

async function load(wasm, dump, format) {
  await init({ module_or_path: wasm });
  postMessage({ stage: "data" });
  const answer = await fetch(dump);
  if (!answer.ok) throw new Error(`${dump}: ${answer.status} ${answer.statusText}`);
  const text = await answer.text();
  const store = new Store();
  store.load(text, { format });
  return store;
}

function plain(term) {
  if (term === undefined || term === null) return null;
  const kind = term.termType;
  if (kind === "Literal") return { kind: "literal", value: term.value, language: term.language, datatype: term.datatype.value.replace(XSD, "xsd:") };
  return { kind: kind === "NamedNode" ? "iri" : "other", value: kind === "NamedNode" ? term.value : term.toString() };
}

function rows(answer) {
  if (typeof answer === "boolean") return { columns: ["answer"], rows: [[{ kind: "literal", value: String(answer) }]] };
  if (typeof answer === "string") return { columns: ["answer"], rows: [[{ kind: "literal", value: answer }]] };
  if (!answer.length) return { columns: [], rows: [] };
  if (answer[0] instanceof Map) {
    const columns = [];
    for (const row of answer) for (const name of row.keys()) if (!columns.includes(name)) columns.push(name);
    return { columns, rows: answer.map((row) => columns.map((name) => plain(row.get(name)))) };
  }
  return { columns: ["subject", "predicate", "object"], rows: answer.map((one) => [plain(one.subject), plain(one.predicate), plain(one.object)]) };
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
    const answer = store.query(data.query, { use_default_graph_as_union: true });
    postMessage({ answer: { ...rows(answer), milliseconds: performance.now() - start } });
  } catch (error) {
    postMessage({ fault: String(error.message || error) });
  }
};
