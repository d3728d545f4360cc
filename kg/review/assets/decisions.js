// What was decided. It lives here until it is downloaded, and in the browser's storage for this very draft.
const data = JSON.parse(document.getElementById("data").textContent);
const facts = new Map(data.facts.map((one) => [one.key, one]));
const status = new Map(data.facts.map((one) => [one.key, one.status]));
const corrections = new Map();  // key: the keys of the record format that read otherwise
const storing = "accord-review-" + data.state;
const STATUSES = ["draft", "accepted", "corrected", "dropped", ""];

function recall() {
  try {
    for (const [key, [value, changes]] of Object.entries(JSON.parse(localStorage.getItem(storing) ?? "{}"))) {
      if (!facts.has(key) || !STATUSES.includes(value)) continue;
      status.set(key, value);
      if (changes) corrections.set(key, changes);
    }
  } catch { /* a browser that keeps nothing for files: decisions last as long as the page */ }
}

function keep() {
  const all = [...status].map(([key, value]) => [key, [value, corrections.get(key) ?? null]]);
  try {
    localStorage.setItem(storing, JSON.stringify(Object.fromEntries(all)));
  } catch { /* as above */ }
}

// The fact as it reads with the corrections.
function corrected(key) {
  const whole = { ...facts.get(key).plain, ...corrections.get(key) };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null));
}

// The keys in which `plain` differs from the draft; null for a key that is gone.
function differences(key, plain) {
  const before = facts.get(key).plain;
  const changes = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(plain)])) {
    const value = plain[name] ?? null;
    if (JSON.stringify(value) !== JSON.stringify(before[name] ?? null)) changes[name] = value;
  }
  return changes;
}

function toWrite() {
  return data.facts.filter((one) => status.get(one.key) !== one.status || changesOf(one.key));
}

function changesOf(key) {
  return status.get(key) === "corrected" ? corrections.get(key) : undefined;
}

// The decisions as YAML; its values are written as JSON, which YAML includes.
function decisionsFile() {
  const lines = [`# Decisions on ${data.draft}; into it with: kg review ${data.draft} --decisions FILE`];
  for (const one of toWrite()) {
    const name = JSON.stringify(data.several ? `${one.source}/${one.id}` : one.id);
    const changes = changesOf(one.key);
    const value = changes ? JSON.stringify({ status: status.get(one.key), ...changes }) : status.get(one.key);
    lines.push(`${name}: ${value}`);
  }
  return lines.join("\n") + "\n";
}
