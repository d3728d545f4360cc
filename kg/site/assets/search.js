"use strict";
// Searches the names of all things. The index stands in files search/part-N.js that call accordNames(…), so that it
// can be read from a folder as well as from a host; they are fetched when the first letter is typed.
(() => {
  const form = document.getElementById("search");
  const input = document.getElementById("q");
  const list = document.getElementById("found");
  const status = document.getElementById("status");
  const parts = Number(form.dataset.parts);
  const MOST = 60;
  const names = [];
  let loaded = 0;
  let asked = false;
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  globalThis.accordNames = (entries) => {
    for (const [label, kind, href, more] of entries) names.push({ label, kind, href, more, text: plain(`${label} ${more || ""}`) });
    loaded += 1;
    show();
  };

  function load() {
    if (asked) return;
    asked = true;
    for (let part = 0; part < parts; part += 1) {
      const script = document.createElement("script");
      script.src = `part-${part}.js`;
      script.onerror = () => { status.textContent = "A part of the index could not be read: what is found is not all."; };
      document.head.append(script);
    }
  }

  function rank(entry, words) {
    if (!words.every((word) => entry.text.includes(word))) return 0;
    const whole = words.join(" ");
    if (entry.text === whole || entry.text.startsWith(`${whole} `)) return 4;
    if (entry.text.startsWith(whole)) return 3;
    return words.every((word) => entry.text.startsWith(word) || entry.text.includes(` ${word}`)) ? 2 : 1;
  }

  function show() {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!words.length) { status.textContent = "Type at least one letter."; return; }
    load();
    const found = [];
    for (const entry of names) {
      const points = rank(entry, words);
      if (points) found.push([points, entry]);
    }
    found.sort((one, other) => other[0] - one[0]);
    for (const [, entry] of found.slice(0, MOST)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `../${entry.href}`;
      link.textContent = entry.label;
      const kind = document.createElement("small");
      kind.textContent = entry.more ? `${entry.kind} · ${entry.more}` : entry.kind;
      item.append(link, " ", kind);
      list.append(item);
    }
    const count = found.length.toLocaleString("en");
    if (loaded < parts) status.textContent = `Reading the index: ${loaded} of ${parts} parts`;
    else if (!found.length) status.textContent = `Nothing has a name with “${input.value.trim()}” in it.`;
    else status.textContent = found.length > MOST ? `${count} found; the first ${MOST} are shown` : `${count} found`;
  }

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
    show();
  });
  input.focus();
  show();
})();
