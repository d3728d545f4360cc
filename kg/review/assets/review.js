// The page at work: text and cards lead to each other, cards are decided on, decisions are downloaded.
const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.dataset.key, card]));
const marks = new Map();
for (const mark of document.querySelectorAll("mark[data-cards]")) {
  for (const key of mark.dataset.cards.split(" ")) {
    if (!marks.has(key)) marks.set(key, []);
    marks.get(key).push(mark);
  }
}
const sideBySide = matchMedia("(min-width: 861px)");
const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
const words = { draft: "undecided", accepted: "accepted", dropped: "dropped", corrected: "corrected", "": "written by hand" };
const undecided = (key) => status.get(key) === "draft";
const byId = (id) => document.getElementById(id);

function draw() {
  for (const [key, value] of status) {
    const card = cards.get(key);
    card.dataset.status = value;
    card.querySelector(".state").textContent = words[value];
    for (const button of card.querySelectorAll(".decide [aria-pressed]")) {
      button.setAttribute("aria-pressed", String(button.dataset.status === value));
    }
    for (const chip of document.querySelectorAll(`.chip[data-go="${key}"]`)) chip.dataset.status = value;
    showFacts(key, card);
  }
  const open = [...status.keys()].filter(undecided).length;
  byId("progress").textContent = `${status.size - open} of ${status.size} decided`;
  byId("next").disabled = open === 0;
  byId("download").disabled = toWrite().length === 0;
}

// As read, or as corrected.
function showFacts(key, card) {
  card.querySelector(".corrected")?.remove();
  const read = card.querySelector(".facts");
  read.hidden = changesOf(key) !== undefined;
  if (!read.hidden) return;
  const shown = factList(corrected(key));
  shown.classList.add("corrected");
  read.after(shown);
}

function decide(key, value) {
  status.set(key, status.get(key) === value ? "draft" : value);
  closeForm(key);
  keep();
  draw();
}

function openForm(key) {
  const card = cards.get(key);
  const button = card.querySelector("[data-correct]");
  if (!button || card.querySelector("form")) return;
  const back = () => { closeForm(key); button.focus(); };
  const form = correctionForm(key, (plain) => {
    const changes = differences(key, plain);
    if (Object.keys(changes).length) {
      corrections.set(key, changes);
      status.set(key, "corrected");
    } else {
      corrections.delete(key);
      status.set(key, "accepted");
    }
    back();
    keep();
    draw();
  }, back);
  card.classList.add("open");
  button.setAttribute("aria-expanded", "true");
  card.querySelector(".decide").before(form);
  form.querySelector("input").focus();
}

function closeForm(key) {
  const card = cards.get(key);
  card.querySelector("form")?.remove();
  card.classList.remove("open");
  card.querySelector("[data-correct]")?.setAttribute("aria-expanded", "false");
}

function light(key) {
  for (const mark of document.querySelectorAll("mark.lit")) mark.classList.remove("lit");
  for (const card of cards.values()) card.classList.toggle("chosen", card.dataset.key === key);
  for (const mark of marks.get(key) ?? []) mark.classList.add("lit");
}

function showText(key) {
  light(key);
  const first = marks.get(key)?.[0];
  if (!first) return;
  const pane = first.closest("article");
  if (pane.scrollHeight > pane.clientHeight + 1) {
    const top = first.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollBy({ top: top - pane.clientHeight / 3, behavior });
  } else {
    first.scrollIntoView({ block: "center", behavior });
  }
}

function showCard(key, focus) {
  light(key);
  const card = cards.get(key);
  if (focus) card.querySelector(".show").focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest", behavior });
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([decisionsFile()], { type: "application/yaml" }));
  link.download = "decisions.yaml";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  byId("then").hidden = false;
}

// To a card, and beside it to its words; on a narrow page, where they are above each other, to the card alone.
function goTo(key) {
  showCard(key, true);
  if (sideBySide.matches) showText(key);
}

function step(key, by) {
  const keys = [...status.keys()];
  const next = keys[keys.indexOf(key) + by];
  if (next) goTo(next);
}

document.addEventListener("click", (event) => {
  const card = event.target.closest(".card");
  const target = event.target.closest("[data-go], mark[data-cards], .decide button, .card");
  if (!target || event.target.closest("form")) return;
  if (target.dataset.go) showCard(target.dataset.go, true);
  else if (target.dataset.cards) {
    if (getSelection().isCollapsed) showCard(target.dataset.cards.split(" ")[0], true);
  } else if (target.hasAttribute("data-correct")) {
    if (target.getAttribute("aria-expanded") === "true") closeForm(card.dataset.key);
    else openForm(card.dataset.key);
  } else if (target.matches(".decide button")) decide(card.dataset.key, target.dataset.status);
  else if (event.target.closest("summary") === null && getSelection().isCollapsed) showText(card.dataset.key);
});

document.addEventListener("keydown", (event) => {
  const key = event.target.closest?.(".card")?.dataset.key;
  if (!key || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("form")) {
    if (event.key === "Escape") { closeForm(key); cards.get(key).querySelector("[data-correct]").focus(); }
    return;
  }
  const letter = event.key.toLowerCase();
  if (letter === "a" && status.get(key) !== "accepted") decide(key, "accepted");
  else if (letter === "d" && status.get(key) !== "dropped") decide(key, "dropped");
  else if (letter === "u" && !undecided(key)) decide(key, status.get(key));
  else if (letter === "c") { event.preventDefault(); openForm(key); }
  else if (letter === "j") step(key, 1);
  else if (letter === "k") step(key, -1);
});

// What is selected in the text is what a new party takes.
document.addEventListener("selectionchange", () => {
  for (const button of document.querySelectorAll('.add[data-noun="party"]')) {
    const chosen = selectedWords(button.closest("section"));
    const short = chosen && [...chosen.words].slice(0, 40).join("");
    button.textContent = chosen ? `Add party “${short}${short === chosen.words ? "" : "…"}”` : "Add party";
  }
});
byId("download").addEventListener("click", download);
byId("next").addEventListener("click", () => {
  const key = [...status.keys()].find(undecided);
  if (key) goTo(key);
});
new ResizeObserver(([header]) => {
  document.documentElement.style.setProperty("--head", `${header.target.offsetHeight}px`);
}).observe(document.querySelector("header"));
recall();
draw();
