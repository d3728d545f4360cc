"use strict";
// A worker with the messages of vendor-worker.js, for a site that a server gives: it asks the server's endpoint. Ending
// the worker breaks the request off, and the server then ends the query.
const XSD = "http://www.w3.org/2001/XMLSchema#";
const FORMS = "application/sparql-results+json, application/n-triples;q=0.9";
let endpoint = "";

function plain(term) {
  if (!term) return null;
  if (term.type === "uri") return { kind: "iri", value: term.value };
  if (term.type !== "literal") return { kind: "other", value: `_:${term.value}` };
  return { kind: "literal", value: term.value, datatype: (term.datatype || "").replace(XSD, "xsd:") };
}

// A term of an N-Triples line; escapes there are JSON's, but for those of characters beyond the first plane.
function part(text) {
  if (text.startsWith("<")) return { kind: "iri", value: text.slice(1, -1) };
  const literal = /^("(?:[^"\\]|\\.)*")(?:@[\w-]+|\^\^<(.*)>)?$/s.exec(text);
  if (!literal) return { kind: "other", value: text };
  const value = literal[1].replace(/\\U([0-9A-Fa-f]{8})/g, (_, code) => String.fromCodePoint(parseInt(code, 16)));
  return { kind: "literal", value: JSON.parse(value), datatype: (literal[2] || "").replace(XSD, "xsd:") };
}

function triples(text) {
  const lines = text.split("\n").map((line) => /^(\S+) (\S+) (.*) \.$/s.exec(line)).filter(Boolean);
  return { columns: ["subject", "predicate", "object"], rows: lines.map(([, ...terms]) => terms.map(part)) };
}

function table(said) {
  if ("boolean" in said) return { columns: ["answer"], rows: [[{ kind: "literal", value: String(said.boolean) }]] };
  const { vars } = said.head;
  return { columns: vars, rows: said.results.bindings.map((row) => vars.map((name) => plain(row[name]))) };
}

async function asked(query) {
  const answer = await fetch(endpoint, { method: "POST", headers: { accept: FORMS, "content-type": "application/sparql-query" }, body: query });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text.trim() || answer.statusText);
  return (answer.headers.get("content-type") || "").startsWith("application/n-triples") ? triples(text) : table(JSON.parse(text));
}

onmessage = async ({ data }) => {
  if (data.load) {
    endpoint = data.load.endpoint;
    postMessage({ loaded: true });
    return;
  }
  const start = performance.now();
  try {
    const answer = await asked(data.query);
    postMessage({ answer: { ...answer, milliseconds: performance.now() - start } });
  } catch (error) {
    postMessage({ fault: error instanceof SyntaxError ? "The answer is not whole." : String(error.message || error) });
  }
};
