// Corrections: a form in the place of a signing's facts. What it gives is a signing as the draft file has it, with
// all that the form does not show.
const DAY = "(?:\\d{4}(?:-(?:\\d{2}|XX)){0,2}|\\d{3}X|\\d{2}XX)";
const DATE = `${DAY}|XXXX-\\d{2}-\\d{2}|\\[(?:${DAY})?\\.\\.(?:${DAY})?\\]|(?:${DAY}|\\.\\.)/(?:${DAY}|\\.\\.)`;
const DATE_HELP = "2021-05-03, 2021-05 or 2021; [2021-05-03..2021-05-07] is one of these days; XXXX-05-03 is of a year not known";

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function input(value, attributes = {}) {
  const node = make("input", { type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
  node.value = value ?? "";
  return node;
}

function select(scheme, value, empty) {
  const node = make("select", {}, ...(empty === undefined ? [] : [make("option", { value: "" }, empty)]));
  for (const [code, label] of Object.entries(data.choices[scheme])) node.append(make("option", { value: code }, label));
  node.value = value ?? "";
  return node;
}

const labelled = (words, control, ...more) => make("label", {}, make("span", {}, words), control, ...more);

// Rows that can be removed and added; `row(item)` gives { node, read() }.
function rows(title, noun, items, row) {
  const list = make("ul", { class: "rows" });
  const open = new Set();
  const add = (item, focus) => {
    const made = row(item);
    const remove = make("button", { type: "button", class: "remove", "aria-label": `Remove this ${noun}`, click: () => {
      open.delete(made);
      entry.remove();
      adding.focus();
    } }, "✕");
    const entry = make("li", {}, made.node, remove);
    open.add(made);
    list.append(entry);
    if (focus) made.node.querySelector("input, select, textarea").focus();
  };
  const adding = make("button", { type: "button", class: "add", "data-noun": noun }, `Add ${noun}`);
  for (const item of items ?? []) add(item);
  const node = make("fieldset", {}, make("legend", {}, title), list, adding);
  return { node, add, adding, read: () => [...open].map((made) => made.read()).filter((value) => value !== null) };
}

function given(item, values) {
  const whole = { ...item, ...values };
  return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== ""));
}

function partyRow(item) {
  const name = input(item.name), kind = select("body-kind", item.kind, "–"), place = input(item.place);
  return {
    node: make("div", { class: "row" }, labelled("Name", name), labelled("Kind", kind), labelled("Place", place)),
    read: () => (name.value.trim() || place.value.trim()
      ? given(item, { name: name.value.trim(), kind: kind.value, place: place.value.trim() }) : null),
  };
}

function documentRow(item) {
  const title = input(item.title), kind = select("instrument", item.kind ?? "agreement");
  const count = input(item.count ?? 1, { type: "number", min: "1", max: "9999", required: "" });
  return {
    node: make("div", { class: "row" }, labelled("Formal title", title), labelled("Kind", kind), labelled("How many", count)),
    read: () => given(item, { kind: kind.value, title: title.value.trim(), count: count.value === "1" ? "" : Number(count.value) }),
  };
}

function fieldRow(item) {
  const code = select("field", item);
  return { node: make("div", { class: "row" }, labelled("Field", code)), read: () => code.value || null };
}

function promiseRow(item) {
  const words = make("textarea", { rows: "2" });
  words.value = item.text ?? "";
  return {
    node: make("div", { class: "row" }, labelled("Promise", words)),
    read: () => (words.value.trim() ? given(item, { text: words.value.trim() }) : null),
  };
}

// The form of one signing. `save(plain)` is called with what it gives, `cancel()` when nothing is to change.
function correctionForm(key, save, cancel) {
  const plain = corrected(key);
  const help = `date-help-${key}`;
  const date = input(plain.signed, { pattern: DATE, "aria-describedby": help, title: DATE_HELP });
  const parties = rows("Parties", "party", plain.parties, partyRow);
  const documents = rows("Documents", "document", plain.instruments, documentRow);
  const fields = rows("Fields", "field", plain.fields, fieldRow);
  const promises = rows("Promises", "promise", plain.commitments, promiseRow);
  const form = make("form", { class: "form", submit: (event) => {
    event.preventDefault();
    const made = { ...plain, signed: date.value.trim() || null, parties: parties.read() };
    if (made.signed === null) made.basis = null;
    for (const [name, part] of [["instruments", documents], ["fields", fields], ["commitments", promises]]) {
      const values = part.read();
      made[name] = values.length ? values : null;
    }
    save(made);
  } },
  labelled("Date", date), make("p", { class: "soft help", id: help }, DATE_HELP),
  parties.node, make("p", { class: "soft help" }, "To add a party with its evidence, select its words in the text first."),
  documents.node, fields.node, promises.node,
  make("p", { class: "decide" },
    make("button", { type: "submit", class: "main" }, "Save correction"),
    make("button", { type: "button", click: cancel }, "Cancel")));
  const section = cards.get(key).closest("section");
  parties.adding.addEventListener("click", () => {
    const chosen = selectedWords(section);
    const evidence = chosen && [{ start: chosen.start, end: chosen.end, aspects: ["party"] }];
    parties.add(chosen ? { name: chosen.words, evidence } : {}, true);
  });
  documents.adding.addEventListener("click", () => documents.add({}, true));
  fields.adding.addEventListener("click", () => fields.add(undefined, true));
  promises.adding.addEventListener("click", () => promises.add({}, true));
  return form;
}

// The facts of a corrected signing, as the page's other cards show theirs.
function factList(plain) {
  const label = (scheme, code) => data.choices[scheme][code] ?? code;
  const about = (...words) => words.filter(Boolean).join(", ");
  const entry = (name, words) => make("li", {}, name, ...(words ? [" ", make("span", { class: "soft" }, words)] : []));
  const listed = (items) => make("ul", {}, ...items);
  const list = make("dl");
  const put = (name, value) => list.append(make("dt", {}, name), make("dd", {}, value));
  put("Date", plain.signed ?? "no date given");
  if (plain.parties?.length) {
    put("Parties", listed(plain.parties.map((one) => entry(one.name ?? one.place, about(
      one.named === false && "group, not named", one.kind && label("body-kind", one.kind), one.name ? one.place : "territory")))));
  }
  if (plain.instruments?.length) {
    put("Documents", listed(plain.instruments.map((one) => entry(one.title ?? label("instrument", one.kind),
      about(one.title && label("instrument", one.kind), one.count > 1 && `${one.count} documents`)))));
  }
  if (plain.fields?.length) put("Fields", plain.fields.map((code) => label("field", code)).join("; "));
  if (plain.commitments?.length) put("Promises", listed(plain.commitments.map((one) => entry(one.text))));
  return list;
}
