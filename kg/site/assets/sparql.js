"use strict";
// The SPARQL page: the editor, the worker that answers, and the table of rows. Values go in by textContent alone.
(() => {
  const $ = (id) => document.getElementById(id);
  const { words, questions, first, prefixes } = globalThis.accordWords;
  const page = $("query");
  const SHOWN = 1000;
  const size = Number(page.dataset.size);
  const local = location.protocol === "file:";
  let worker = null;
  let loaded = false;
  let answer = null;

  page.hidden = false;
  const editor = globalThis.accordEditor($("editor"), first, words, run);
  for (const one of questions) {
    const option = document.createElement("option");
    option.value = one.name;
    option.textContent = one.summary;
    $("question").append(option);
  }

  function say(text, fault = false) {
    $("state").textContent = text;
    $("state").className = fault ? "fault" : "hint";
  }

  function ended(text, fault) {
    $("run").disabled = false;
    $("stop").disabled = true;
    $("reading").hidden = true;
    say(text, fault);
  }

  function start() {
    worker = new Worker(page.dataset.worker);
    worker.onmessage = ({ data }) => {
      if (data.stage) say(data.stage === "data" ? `Reading the data, ${megabytes(size)} …` : "Indexing the data …");
      else if (data.read) read(data.read);
      else if (data.loaded) { loaded = true; $("reading").hidden = true; say("Answering …"); }
      else if (data.broken) { stop(); ended(`The engine or the data could not be read: ${data.broken}`, true); }
      else if (data.fault) ended(data.fault, true);
      else if (data.answer) show(data.answer);
    };
    worker.onerror = (event) => { stop(); ended(`The engine could not be started${event.message ? `: ${event.message}` : "."}`, true); };
    const whole = (address) => new URL(address, location.href).href;
    const { endpoint, wasm, dump } = page.dataset;
    worker.postMessage({ load: endpoint ? { endpoint: whole(endpoint) } : { wasm: whole(wasm), dump: whole(dump), format: "application/trig" } });
  }

  const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString("en", { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })} MB`;

  function read(bytes) {
    say(`Reading the data, ${megabytes(bytes)} of ${megabytes(size)} …`);
    $("reading").hidden = false;
    $("reading").value = bytes;
  }

  function stop() {
    if (worker) worker.terminate();
    worker = null;
    loaded = false;
  }

  function run() {
    if (local) { say(LOCAL, true); return; }
    if ($("run").disabled) return;
    $("run").disabled = true;
    $("stop").disabled = false;
    say(loaded || page.dataset.endpoint ? "Answering …" : "Reading the engine …");
    try {
      if (!worker) start();
      worker.postMessage({ query: editor.text });
    } catch (error) {
      stop();
      ended(`The engine could not be started: ${error.message}`, true);
    }
  }

  const text = (term) => (term === null ? "" : term.value.split("\u001f").filter(Boolean).sort().join("; ") || term.value);

  function short(iri) {
    for (const [prefix, start] of Object.entries(prefixes)) if (iri.startsWith(start)) return `${prefix}:${iri.slice(start.length)}`;
    return iri.replace(/^https:\/\/w3id\.org\/accord\/(id|code)\//, "$1/");
  }

  function cell(term) {
    const made = document.createElement("td");
    if (term && term.kind === "iri" && /^https?:/i.test(term.value)) {
      const link = document.createElement("a");
      link.href = globalThis.accordPage(term.value, "../") || term.value;
      link.rel = "noopener noreferrer";
      link.textContent = short(term.value);
      link.title = term.value;
      made.append(link);
    } else made.textContent = text(term);
    if (term && /^xsd:(integer|decimal|double)$/.test(term.datatype || "")) made.className = "number";
    return made;
  }

  function show(found) {
    answer = found;
    $("csv").disabled = !found.rows.length;
    const rows = found.rows.slice(0, SHOWN);
    const count = found.rows.length.toLocaleString("en");
    ended(`${count} ${found.rows.length === 1 ? "row" : "rows"} in ${Math.max(1, Math.round(found.milliseconds)).toLocaleString("en")} ms${found.rows.length > SHOWN ? `; the first ${SHOWN.toLocaleString("en")} are shown, CSV has all` : ""}`);
    const box = document.createElement("div");
    box.className = "scroll";
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Rows");
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const name of found.columns) {
      const th = document.createElement("th");
      th.scope = "col";
      th.textContent = name;
      head.append(th);
    }
    const body = table.createTBody();
    for (const row of rows) {
      const tr = document.createElement("tr");
      tr.append(...row.map(cell));
      body.append(tr);
    }
    box.append(table);
    $("rows").replaceChildren(...(found.rows.length ? [box] : []));
  }

  function csv() {
    const quoted = (value) => {
      const safe = /^[=+\-@\t\r]/.test(value) && !/^-?[\d.]+$/.test(value) ? `'${value}` : value;
      return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const lines = [answer.columns, ...answer.rows.map((row) => row.map(text))].map((line) => line.map(quoted).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\n"), "\n"], { type: "text/csv" }));
    link.download = "rows.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function fromFragment() {
    const said = new URLSearchParams(location.hash.slice(1));
    const chosen = questions.find((one) => one.name === said.get("question"));
    if (chosen) { $("question").value = chosen.name; editor.text = chosen.query; }
    else if (said.get("query")) editor.text = said.get("query");
  }

  const LOCAL = "This page was opened from a disk (file:), where browsers let no page read its data. Put the folder on any host, or run “python3 -m http.server” in it and open http://localhost:8000/sparql/. The questions show their answers without this.";
  $("run").addEventListener("click", run);
  $("stop").addEventListener("click", () => { stop(); ended("Stopped."); });
  $("csv").addEventListener("click", csv);
  $("link").addEventListener("click", () => { location.hash = new URLSearchParams({ query: editor.text }).toString(); say("The address of this page now holds the query: copy it."); });
  $("question").addEventListener("change", () => { const chosen = questions.find((one) => one.name === $("question").value); editor.text = chosen ? chosen.query : first; });
  addEventListener("hashchange", fromFragment);
  fromFragment();
  if (local) say(LOCAL, true);
})();
