// The legend: what is drawn, how many of each, and a button that hides or shows a group.
const legend = {};
{
  const list = byId("legend-list");
  let rows = [];

  const hidden = () => new Set(choice.hidden ? choice.hidden.split(",") : []);

  legend.start = (actions) => {
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const keys = hidden();
      if (!keys.delete(button.dataset.key)) keys.add(button.dataset.key);
      choice.hidden = rows.map((row) => row.key).filter((key) => keys.has(key)).join(",");
      actions.refilter();
      const again = list.querySelector(`button[data-key="${button.dataset.key}"]`);
      if (again) again.focus();
    });
  };

  legend.refresh = () => {
    rows = legendRows();
    const counts = new Map();
    for (const node of current.nodes) counts.set(colourKey(node), (counts.get(colourKey(node)) || 0) + 1);
    const off = hidden();
    list.replaceChildren(...rows.map(({ key, path, label }) => {
      const shown = !off.has(key);
      const number = make("span", { className: "number", textContent: shown ? digits(counts.get(key) || 0) : t("hidden") });
      const button = make("button", { type: "button", dataset: { key }, className: shown ? "" : "off", attributes: { "aria-pressed": String(shown) } }, [symbolOf(path, key), label, " ", number]);
      return make("li", {}, [button]);
    }));
    byId("size-key").textContent = t(choice.size === "agreements" ? "Larger mark: more agreements" : "Larger mark: more partners");
    byId("shape-key").hidden = choice.colour === "kind";
  };
}
