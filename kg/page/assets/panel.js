// The panel: what is selected, its partners, and the agreements behind it with their evidence.
const panel = {};
{
  const FIRST = 25;
  const ASPECTS = { signing: "the signing", party: "the parties", date: "the date", title: "the title", kind: "the kind", field: "the fields", commitment: "a commitment", initiative: "an initiative", count: "a count" };
  const element = byId("panel");
  let actions = {};
  let opener = null;

  const link = (text, onClick) => {
    const button = make("button", { type: "button", className: "link", textContent: text });
    button.addEventListener("click", onClick);
    return button;
  };
  const nodeLink = (node, text) => link(text || node.name, () => actions.select({ node }, true));

  const citation = (passage) => {
    const source = sources[passage.source];
    const safe = source.url && /^https?:\/\//i.test(source.url);
    const title = safe ? make("a", { href: source.url, rel: "noopener noreferrer", textContent: source.title }) : source.title;
    const known = Number.isInteger(passage.start) && Number.isInteger(passage.end);
    const where = known ? `, characters ${passage.start.toLocaleString("en")}–${passage.end.toLocaleString("en")}` : "";
    const states = passage.aspect.map((aspect) => (Object.hasOwn(ASPECTS, aspect) ? ASPECTS[aspect] : aspect));
    const item = make("li", {}, [title, where]);
    if (states.length) item.append(make("span", { className: "aspects", textContent: ` (states ${states.join(", ")})` }));
    if (passage.exact) item.append(make("p", { className: "quote", textContent: passage.exact }));
    return item;
  };

  const row = (list, term, content) => {
    list.append(make("dt", { textContent: term }), make("dd", {}, content));
  };
  const items = (list) => (list.length === 1 ? list[0] : [make("ul", {}, list.map((content) => make("li", {}, content)))]);

  const card = (agreement) => {
    const facts = make("p", { className: "facts" }, [agreement.kind ? `${agreement.kind}, ${agreement.date}` : agreement.date]);
    if (agreement.inferred) facts.append(make("span", { className: "badge", textContent: "year inferred" }));
    const list = make("dl");
    if (agreement.parties.length) {
      row(list, "Parties", items(agreement.parties.map((party) => (party.node === null ? party.name : nodeLink(nodes[party.node])))));
    }
    if (agreement.fields.length) row(list, "Fields", agreement.fields.join("; "));
    if (agreement.commitments.length) row(list, "Promised at the signing", items(agreement.commitments));
    if (agreement.evidence.length) row(list, "Evidence", make("ul", {}, agreement.evidence.map(citation)));
    else row(list, "Evidence", "none recorded");
    return make("article", { className: "agreement" }, [make("h4", { textContent: agreement.name }), facts, list]);
  };

  // Long lists open in steps, so that a body with thousands of agreements does not stall the page.
  const inSteps = (list, draw, holder) => {
    let shown = 0;
    const more = make("button", { type: "button", className: "plain" });
    const next = () => {
      const until = Math.min(list.length, shown + FIRST);
      for (; shown < until; shown += 1) more.before(draw(list[shown]));
      more.hidden = shown >= list.length;
      more.textContent = `Show more (${(list.length - shown).toLocaleString("en")} left)`;
    };
    more.addEventListener("click", next);
    holder.append(more);
    next();
    return holder;
  };

  const agreementsPart = (numbers) => {
    const rest = current.filtered ? " that pass the filters" : "";
    return [make("h3", { textContent: `${plural(numbers.length, "agreement")}${rest}` }), inSteps(numbers.map((number) => agreements[number]), card, make("div"))];
  };

  const partnersPart = (node) => {
    const ties = node.edges.filter((edge) => edge.shown).sort((a, b) => b.weight - a.weight || other(a, node).id - other(b, node).id);
    if (!ties.length) return [];
    const line = (edge) => {
      const partner = other(edge, node);
      const button = link(plural(edge.weight, "agreement"), () => actions.select({ edge }, true));
      button.setAttribute("aria-label", `${plural(edge.weight, "agreement")} of ${node.name} with ${partner.name}`);
      const note = partner.named ? null : make("span", { className: "badge", textContent: "not counted" });
      return make("li", {}, [make("div", {}, [nodeLink(partner), note]), make("span", {}, [button])]);
    };
    return [make("h3", { textContent: "Partners" }), inSteps(ties, line, make("ul", { className: "partners" }))];
  };

  const describe = (node) => [node.kind, node.place && node.place !== node.name ? node.place : null].filter(Boolean).join(", ");

  const content = ({ node, edge, agreement }) => {
    if (node) {
      const size = node.named ? `${plural(node.partnersLeft, "named partner")}, ${plural(node.agreementsLeft, "agreement")}` : node.members ? `${plural(node.members, "member")}, not named by the source` : "Not named by the source, and not counted";
      return [node.name, [make("p", { className: "facts", textContent: describe(node) }), make("p", { textContent: size }), ...partnersPart(node), ...agreementsPart(node.left)]];
    }
    if (edge) {
      const [first, second] = [nodes[edge.from], nodes[edge.to]];
      return [`${first.name} and ${second.name}`, [make("p", {}, ["See ", nodeLink(first), " or ", nodeLink(second)]), ...agreementsPart(edge.left)]];
    }
    return ["One agreement", [card(agreement)]];
  };

  panel.start = (given) => {
    actions = given;
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      actions.clear();
    });
  };

  panel.show = (selection, focus) => {
    if (!selection) {
      const inside = element.contains(document.activeElement);
      element.hidden = true;
      element.replaceChildren();
      if (inside) (opener && opener.isConnected ? opener : byId("canvas")).focus({ preventScroll: true });
      return;
    }
    if (!element.contains(document.activeElement)) opener = document.activeElement;
    const [title, parts] = content(selection);
    const close = make("button", { type: "button", className: "close", textContent: "×", attributes: { "aria-label": "Close" } });
    close.addEventListener("click", () => actions.clear());
    const heading = make("h2", { textContent: title, tabIndex: -1 });
    element.replaceChildren(close, heading, ...parts);
    element.hidden = false;
    element.scrollTop = 0;
    if (focus) heading.focus();
    byId("spoken").textContent = `${title}: ${plural(selection.agreement ? 1 : (selection.node || selection.edge).left.length, "agreement")}.`;
  };
}
