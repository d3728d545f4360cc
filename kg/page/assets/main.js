// Puts the parts together: a change of filters or selection goes to all of them from here.
{
  const LISTS = ["field", "kind", "place", "level", "certainty", "standing", "colour", "size"];
  const STEPS = [400, 800, 1200, 2500, 5000, 10000, 20000].filter((step) => step < nodes.length);  // bodies drawn
  if (nodes.length <= 20000) STEPS.push(nodes.length);
  const nextStep = () => STEPS.find((step) => step > choice.drawn);
  const controls = Object.fromEntries([...LISTS, "from", "to", "weak", "drawn"].map((name) => [name, byId(name)]));
  const totals = { nodes: nodes.filter((node) => node.named).length, edges: edges.filter((edge) => !edge.dashes).length };
  let pathStart = null;

  const say = () => {
    const bodies = current.nodes.filter((node) => node.named).length;
    const groups = current.nodes.length - bodies;
    const ties = current.edges.filter((edge) => !edge.dashes).length;
    const parts = [[bodies, totals.nodes, nouns.one, nouns.many], [ties, totals.edges, nouns.tie, nouns.ties], [current.count, agreements.length, "agreement", "agreements"]];
    const some = parts.map(([left, all, one, many]) => (current.filtered ? t("{0} of {1}", digits(left), plural(all, one, many)) : plural(all, one, many)));
    if (groups) some.splice(1, 0, plural(groups, "group not named", "groups not named"));
    const limit = limited() && !views.open() ? t(" Drawn: the {0} most connected, and the partners of what you select.", digits(choice.drawn)) : "";
    byId("status").textContent = `${t(current.filtered ? "Filtered: " : "Shown: ")}${listed(some)}${chinese ? "。" : "."}${limit}`;
    const notes = [];
    if (address.missing.length) notes.push(t("The link names something that is not in this network: {0}.", address.missing.map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name)).join(", ")));
    if (choice.focus) notes.push(t("Only {0} and its partners are shown.", nameOf(choice.focus)));
    if (pathStart) notes.push(t("Shortest path from {0}: choose the other end by a click, in the search or in a table.", nameOf(pathStart)));
    byId("notes").textContent = notes.join(" ");
    byId("notes").hidden = !notes.length;
  };

  const showControls = () => {
    for (const name of [...LISTS, "from", "to"]) controls[name].value = choice[name];
    controls.weak.value = String(choice.weak);
    if (controls.weak.value !== String(choice.weak)) controls.weak.value = "1";
    byId("undated").checked = choice.undated;
    byId("undated-field").hidden = !dated() || undated === 0;
    byId("undated-count").textContent = digits(undated);
    byId("undated-note").textContent = dated() && current.leftOut ? t("{0} without a full date left out.", plural(current.leftOut, "agreement")) : undated ? t("{0} without a full date.", plural(undated, "agreement")) : "";
    byId("reset").hidden = !current.filtered;
    byId("dating").hidden = !dated();
    byId("fold-count").textContent = [choice.field !== "any", dated(), choice.kind, choice.place, choice.level, choice.certainty, choice.standing, choice.weak > 1, choice.hidden, choice.focus].filter(Boolean).length || "";
    controls.drawn.value = String(STEPS.find((step) => step >= choice.drawn) || STEPS.at(-1));
    byId("draw-more").hidden = !limited() || !nextStep() || Boolean(views.open());
    byId("more-count").textContent = [choice.level, choice.certainty, choice.standing, choice.weak > 1].filter(Boolean).length || "";
  };

  const changed = (push) => address.write({ table: tables.open(), tab: views.open() }, push);

  const refilter = ({ still = false, push = true, at = null } = {}) => {
    applyFilters();
    showControls();
    canvas.refresh(true, still);
    if (at) canvas.go(at);
    if (choice.selected) panel.show(choice.selected, false);
    legend.refresh();
    tables.refresh(true);
    time.refresh();
    views.refresh();
    story.refresh();
    say();
    if (push) address.write({ at, table: tables.open(), tab: views.open() }, true);
  };

  const select = (selection, focus) => {
    if (pathStart && selection && selection.node && selection.node !== pathStart) {
      [selection, pathStart] = [{ path: { from: pathStart, to: selection.node } }, null];
    } else if (!selection) pathStart = null;
    choice.selected = selection;
    address.missing = [];
    if (selection && selection.node) canvas.focusOn(selection.node);
    panel.show(selection, focus);
    canvas.refresh(false);
    tables.refresh(false);
    views.refresh();
    say();
    changed(true);
  };

  const restore = (text) => {
    const view = address.read(text);
    tables.show(view.table);
    views.show(view.tab);
    panel.show(choice.selected, false);
    refilter({ push: false, at: view.at });
  };
  const fromAddress = () => {
    const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
    if ((asked === "zh" || asked === "en") && asked !== language) return location.reload();
    time.stop();
    pathStart = null;
    return restore();
  };

  const actions = {
    select,
    refilter,
    take: (node) => { select({ node }, true); },
    clear: () => select(null, false),
    changed: () => changed(true),
    moved: (at) => address.write({ at }, false),
    focus: (node) => {
      choice.focus = node;
      refilter();
      const button = byId("focus-here");
      if (button) button.focus();
    },
    pathFrom: (node) => {
      pathStart = node;
      say();
      byId("spoken").textContent = byId("notes").textContent;
      byId("find").value = "";
      byId("find").focus();
    },
    view: (name, focus) => { views.show(name, focus); if (name === "network") canvas.refresh(true); showControls(); say(); changed(true); },
    step: (number) => {
      if (number === null) restore("");
      else restore(story.viewOf(number));
      choice.step = number;
      story.refresh();
      changed(true);
      byId("spoken").textContent = `${byId("story-title").textContent} ${byId("story-text").textContent}`;
    },
  };

  const readControls = () => {
    if (controls.colour.value !== choice.colour) choice.hidden = "";  // other groups, other keys
    for (const name of [...LISTS, "from", "to"]) choice[name] = controls[name].value;
    choice.weak = Number(controls.weak.value);
    choice.undated = byId("undated").checked;
    choice.drawn = Number(controls.drawn.value) || data.drawn;
    refilter();
  };

  const option = (value, text) => make("option", { value, textContent: text });
  const fill = () => {
    const counted = (key) => {
      const counts = new Map();
      for (const node of nodes) if (node.named && node[key]) counts.set(node[key], (counts.get(node[key]) || 0) + 1);
      return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    };
    for (const key of ["kind", "level"]) controls[key].append(...counted(key).map(([value, number]) => option(value, `${t(value)} (${digits(number)})`)));
    const inside = places.map(() => 0);
    for (const node of nodes) if (node.named && node.where !== null) for (const place of [node.where, ...(places[node.where].within || [])]) inside[place] += 1;
    const ranked = places.map((place, index) => [index, place]).filter(([index]) => inside[index]).sort((a, b) => inside[b[0]] - inside[a[0]] || a[0] - b[0]);
    controls.place.append(...ranked.map(([index, place]) => option(String(index), `${nameOf(place)} (${digits(inside[index])})`)));
    byId("place-field").hidden = !ranked.length;
    byId("kind-field").hidden = controls.kind.options.length < 3;
    byId("level-field").hidden = controls.level.options.length < 3;
    for (const each of [...controls.standing.options]) if (each.value && !agreements.some(STANDING[each.value])) each.remove();
    byId("standing-field").hidden = !agreements.some((agreement) => agreement.status || isLoose(agreement));
    byId("loose-key").hidden = !agreements.some(isLoose);
    for (const each of controls.field.options) {
      const [, label, number] = each.textContent.trim().match(/^(.*) \(([\d,]+)\)$/s) || [];
      if (chinese && label) each.textContent = `${t(label)} (${number})`;
    }
    controls.drawn.append(...STEPS.map((step) => option(String(step), step === nodes.length ? t("all {0}", digits(step)) : digits(step))));
    byId("drawn-field").hidden = nodes.length <= data.drawn * 1.25;
    controls.colour.querySelector("[value=community]").hidden = communities.length < 2;
    controls.colour.querySelector("[value=place]").hidden = !GROUPS.place.size;
  };

  byId("explorer").hidden = false;
  translate();
  fill();
  for (const name of [...LISTS, "from", "to", "weak", "drawn"]) controls[name].addEventListener("change", () => { time.stop(); readControls(); });
  byId("undated").addEventListener("change", readControls);
  byId("draw-more").addEventListener("click", () => { choice.drawn = nextStep(); refilter(); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("reset").addEventListener("click", () => {
    time.stop();
    const { colour, size, selected, step, drawn } = choice;
    Object.assign(choice, NONE, { colour, size, selected, step, drawn });
    refilter();
    byId("find").value = "";
    byId("find").focus();
  });
  const wide = matchMedia("(min-width: 821px)");
  const unfold = () => { byId("fold").open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();
  const lang = byId("language");
  lang.hidden = false;
  lang.textContent = chinese ? "English" : "中文";
  lang.lang = chinese ? "en" : "zh-CN";
  lang.addEventListener("click", () => {
    const query = new URLSearchParams(location.hash.slice(1));
    query.set("lang", chinese ? "en" : "zh");
    location.hash = query.toString();
  });
  address.read();
  applyFilters();
  for (const part of [canvas, panel, tables, search, time, legend, views, story]) part.start(actions);
  exporting.start();
  fromAddress();
  window.addEventListener("hashchange", fromAddress);
}
