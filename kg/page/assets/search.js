// The search field: names and places, without regard to accents and case.
const search = {};
{
  const MOST = 12;
  const input = byId("find");
  const list = byId("found");
  let actions = {};
  let hits = [];
  let active = -1;

  const fold = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const haystack = nodes.map((node) => fold(`${node.name} ${node.also} ${node.place || ""} ${node.where === null ? "" : places[node.where].also || ""}`));

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const mark = (index) => {
    active = index;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `found-${index}`);
    list.children[index].scrollIntoView({ block: "nearest" });
  };

  const take = (index) => {
    const node = hits[index];
    input.value = nameOf(node);
    close();
    actions.take(node);
  };

  const find = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const matching = words.length ? nodes.filter((node) => words.every((word) => haystack[node.id].includes(word))) : [];
    matching.sort((a, b) => haystack[b.id].startsWith(words[0]) - haystack[a.id].startsWith(words[0]));
    hits = matching.slice(0, MOST);
    const items = hits.map((node, index) => {
      const about = listed([t(node.kind), node.place, chinese ? (node.also ? node.name : null) : node.also, plural(node.partnersLeft, "partner"), node.shown ? null : t("outside the filters")].filter(Boolean));
      const item = make("li", { id: `found-${index}`, attributes: { role: "option", "aria-selected": "false" } }, [nameOf(node), make("small", { textContent: about })]);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(index); });
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = !items.length;
    active = -1;
    input.setAttribute("aria-expanded", String(items.length > 0));
    input.removeAttribute("aria-activedescendant");
    const rest = matching.length > MOST ? t(" The first {0} are listed.", MOST) : "";
    if (words.length) byId("spoken").textContent = t("{0} found.", plural(matching.length, nouns.one, nouns.many)) + rest;
  };

  const onKey = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (hits.length && !list.hidden) take(Math.max(0, active));
    } else if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      event.preventDefault();
      if (list.hidden) find();
      const move = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 && move < 0 ? hits.length - 1 : (active + move + hits.length) % hits.length);
    }
  };

  search.start = (given) => {
    actions = given;
    input.addEventListener("input", find);
    input.addEventListener("keydown", onKey);
    input.addEventListener("blur", close);
  };
}
