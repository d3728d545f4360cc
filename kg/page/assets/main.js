// Puts the parts together: a change of filters or selection goes to all of them from here.
{
  const controls = { field: byId("field"), from: byId("from"), to: byId("to"), undated: byId("undated") };

  const totals = { nodes: nodes.filter((node) => node.named).length, edges: edges.filter((edge) => !edge.dashes).length };

  const say = () => {
    const bodies = current.nodes.filter((node) => node.named).length;
    const groups = current.nodes.length - bodies;
    const ties = current.edges.filter((edge) => !edge.dashes).length;
    const parts = [[bodies, totals.nodes, nouns.one, nouns.many], [ties, totals.edges, nouns.tie, nouns.ties], [current.count, agreements.length, "agreement", "agreements"]];
    const some = parts.map(([left, all, one, many]) => (current.filtered ? `${left.toLocaleString("en")} of ${plural(all, one, many)}` : plural(all, one, many)));
    if (groups) some.splice(1, 0, plural(groups, "group not named", "groups not named"));
    const limit = canvas.limited() ? ` Drawn: the ${data.drawn} most connected, and the partners of what you select.` : "";
    byId("status").textContent = `${current.filtered ? "Filtered: " : "Shown: "}${some.join(", ")}.${limit}`;
  };

  const showControls = () => {
    for (const name of ["field", "from", "to"]) controls[name].value = choice[name];
    controls.undated.checked = choice.undated;
    byId("reset").hidden = !current.filtered;
  };

  const changed = () => writeAddress(tables.open());

  const refilter = () => {
    applyFilters();
    showControls();
    canvas.refresh(true);
    if (choice.selected) panel.show(choice.selected, false);
    tables.refresh(true);
    say();
    changed();
  };

  const select = (selection, focus) => {
    choice.selected = selection;
    if (selection && selection.node) canvas.focusOn(selection.node);
    panel.show(selection, focus);
    canvas.refresh(false);
    tables.refresh(false);
    changed();
  };
  const actions = { select, clear: () => select(null, false), changed };

  const readControls = () => {
    for (const name of ["field", "from", "to"]) choice[name] = controls[name].value;
    choice.undated = controls.undated.checked;
    refilter();
  };

  const fromAddress = () => {
    const table = readAddress();
    tables.show(table);
    panel.show(choice.selected, false);
    refilter();
  };

  byId("explorer").hidden = false;
  byId("undated-field").hidden = undated === 0;
  byId("dating-undated").hidden = undated === 0;
  for (const control of Object.values(controls)) control.addEventListener("change", readControls);
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(() => { readControls(); byId("find").focus(); }));
  applyFilters();
  canvas.start(actions);
  panel.start(actions);
  tables.start(actions);
  search.start(actions);
  fromAddress();
  window.addEventListener("hashchange", fromAddress);
}
