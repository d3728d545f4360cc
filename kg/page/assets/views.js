// Network, map, timeline: three tabs over the same filters; only the open one is drawn.
const views = {};
{
  const HOMES = { network: "canvas", map: "map", timeline: "timeline" };
  const tabs = Object.fromEntries(Object.keys(HOMES).map((name) => [name, byId(`view-${name}`)]));
  let open = "network";
  let actions = {};

  const draw = () => {
    if (open === "map") geography.draw(actions);
    if (open === "timeline") timeline.draw(actions);
  };
  views.open = () => (open === "network" ? "" : open);
  views.show = (name, focus) => {
    const next = Object.hasOwn(HOMES, name) && !tabs[name].hidden ? name : "network";
    const changed = next !== open;
    open = next;
    for (const [key, tab] of Object.entries(tabs)) {
      tab.setAttribute("aria-selected", String(key === open));
      tab.tabIndex = key === open ? 0 : -1;
      byId(HOMES[key]).hidden = key !== open;
    }
    byId("stage").setAttribute("aria-labelledby", tabs[open].id);
    byId("explorer").dataset.view = open;  // the style sheet leaves out what goes with the drawing alone
    if (focus) tabs[open].focus();
    draw();
    return changed;
  };
  views.refresh = draw;
  views.start = (given) => {
    actions = given;
    tabs.map.hidden = !geography.known();
    tabs.timeline.hidden = undated === agreements.length;
    const shown = Object.keys(tabs).filter((name) => !tabs[name].hidden);
    byId("views").hidden = shown.length < 2;
    for (const [name, tab] of Object.entries(tabs)) {
      tab.addEventListener("click", () => actions.view(name));
      tab.addEventListener("keydown", (event) => {
        const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!move) return;
        event.preventDefault();
        actions.view(shown[(shown.indexOf(open) + move + shown.length) % shown.length], true);
      });
    }
  };
}
