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
  const nodeLink = (node, text) => link(text || nameOf(node), () => actions.select({ node }, true));

  const citation = (passage) => {
    const source = sources[passage.source];
    const safe = source.url && /^https?:\/\//i.test(source.url);
    const title = safe ? make("a", { href: source.url, rel: "noopener noreferrer", textContent: source.title }) : source.title;
    const known = Number.isInteger(passage.start) && Number.isInteger(passage.end);
    const where = known ? t(", characters {0}–{1}", digits(passage.start), digits(passage.end)) : "";
    const states = passage.aspect.map((aspect) => t(Object.hasOwn(ASPECTS, aspect) ? ASPECTS[aspect] : aspect));
    const item = make("li", {}, [title, where]);
    if (states.length) item.append(make("span", { className: "aspects", textContent: t(" (states {0})", listed(states)) }));
    if (passage.exact) item.append(make("p", { className: "quote", textContent: passage.exact }));
    return item;
  };

  const row = (list, term, content) => {
    list.append(make("dt", { textContent: t(term) }), make("dd", {}, content));
  };
  const items = (list) => (list.length === 1 ? list[0] : [make("ul", {}, list.map((content) => make("li", {}, content)))]);

  const card = (agreement) => {
    const facts = make("p", { className: "facts" }, [agreement.kind ? `${t(agreement.kind)}, ${dateOf(agreement)}` : dateOf(agreement)]);
    if (agreement.inferred) facts.append(make("span", { className: "badge", textContent: t("year inferred") }));
    if (agreement.status === "draft") facts.append(make("span", { className: "badge", textContent: t("draft, not reviewed") }));
    if (agreement.doubt) facts.append(make("span", { className: "badge", textContent: t("date uncertain") }));
    if (agreement.confidence !== null && !isReviewed(agreement)) facts.append(make("span", { className: "badge", textContent: t("confidence {0} %", Math.round(agreement.confidence * 100)) }));
    const list = make("dl");
    if (agreement.parties.length) {
      row(list, "Parties", items(agreement.parties.map((party) => (party.node === null ? party.name : nodeLink(nodes[party.node])))));
    }
    if (agreement.fields.length) row(list, "Fields", agreement.fields.map((field) => t(field)).join("; "));
    if (agreement.commitments.length) row(list, "Promised at the signing", items(agreement.commitments));
    if (agreement.evidence.length) row(list, "Evidence", make("ul", {}, agreement.evidence.map(citation)));
    else row(list, "Evidence", t("none recorded"));
    return make("article", { className: "agreement" }, [make("h4", { textContent: agreement.name }), facts, list, pageOf(agreement)]);
  };

  // Long lists open in steps, so that a body with thousands of agreements does not stall the page.
  const inSteps = (list, draw, holder) => {
    let shown = 0;
    const more = make("button", { type: "button", className: "plain" });
    const next = () => {
      const until = Math.min(list.length, shown + FIRST);
      for (; shown < until; shown += 1) more.before(draw(list[shown]));
      more.hidden = shown >= list.length;
      more.textContent = t("Show more ({0} left)", digits(list.length - shown));
    };
    more.addEventListener("click", next);
    holder.append(more);
    next();
    return holder;
  };

  const agreementsPart = (numbers) => {
    const rest = current.filtered ? t(" that pass the filters") : "";
    return [make("h3", { textContent: `${plural(numbers.length, "agreement")}${rest}` }), inSteps(numbers.map((number) => agreements[number]), card, make("div"))];
  };

  const partnersPart = (node) => {
    const ties = node.edges.filter((edge) => edge.shown).sort((a, b) => b.weight - a.weight || other(a, node).id - other(b, node).id);
    if (!ties.length) return [];
    const line = (edge) => {
      const partner = other(edge, node);
      const button = link(plural(edge.weight, "agreement"), () => actions.select({ edge }, true));
      button.setAttribute("aria-label", t("{0} of {1} with {2}", plural(edge.weight, "agreement"), nameOf(node), nameOf(partner)));
      const note = partner.named ? null : make("span", { className: "badge", textContent: t("not counted") });
      return make("li", {}, [make("div", {}, [nodeLink(partner), note]), make("span", {}, [button])]);
    };
    return [make("h3", { textContent: t("Partners") }), inSteps(ties, line, make("ul", { className: "partners" }))];
  };

  // A link to the page of a thing in the site beside this one, or else to its IRI where that is a web address. The site
  // names its folders after the IRIs; of names that no file system takes, the IRI alone is known here.
  const FOLDERS = /^([\p{L}\p{N}][\p{L}\p{N}_.,'() -]{0,80}\/?)+$/u;
  const inSite = (iri) => (data.site && iri.startsWith(data.prefix) && FOLDERS.test(iri.slice(data.prefix.length)) ? `${data.site}id/${encodeURI(iri.slice(data.prefix.length))}/index.html` : null);
  const pageOf = (thing) => {
    const own = inSite(thing.iri);
    if (!own && !/^https?:\/\//i.test(thing.iri)) return null;
    return make("p", { className: "own" }, [make("a", { href: own || thing.iri, rel: "noopener noreferrer", textContent: t(own ? "Its own page" : "Its address (IRI)") })]);
  };

  const tool = (id, text, pressed, onClick) => {
    const button = make("button", { type: "button", id, className: "plain", textContent: text });
    if (pressed !== null) button.setAttribute("aria-pressed", String(pressed));
    button.addEventListener("click", onClick);
    return button;
  };
  const tools = (node) => make("div", { className: "tools" }, [
    tool("focus-here", t(choice.focus === node ? "Show all again" : "Only this and partners"), choice.focus === node, () => actions.focus(choice.focus === node ? null : node)),
    tool("path-here", t("Shortest path from here"), null, () => actions.pathFrom(node)),
    pageOf(node),
  ]);

  const pathPart = ({ from, to }) => {
    const found = shortestPath(from, to);
    const title = t("From {0} to {1}", nameOf(from), nameOf(to));
    if (!found) return [title, [make("p", { textContent: t(current.filtered ? "No path joins them under these filters." : "No path joins them: they are in parts of the network that have no tie.") }), make("p", {}, [nodeLink(from)]), make("p", {}, [nodeLink(to)])]];
    const steps = found.edges.map((edge, index) => make("li", {}, [
      link(plural(edge.weight, "agreement"), () => actions.select({ edge }, true)), t(" with "), nodeLink(found.nodes[index + 1])]));
    return [title, [make("p", { textContent: t("The shortest path has {0}.", plural(found.edges.length, "step")) }), make("p", {}, [nodeLink(from)]), make("ol", { className: "steps" }, steps)]];
  };

  const placeName = (node) => (node.where !== null && places[node.where].name === node.place ? nameOf(places[node.where]) : node.place);
  const describe = (node) => listed([t(node.kind), node.place && node.place !== node.name ? placeName(node) : null, chinese ? (node.also ? node.name : null) : node.also].filter(Boolean));

  const content = ({ node, edge, agreement, path }) => {
    if (node) {
      const size = node.named ? listed([plural(node.partnersLeft, "named partner"), plural(node.agreementsLeft, "agreement")]) : node.members ? t("{0}, not named by the source", plural(node.members, "member")) : t("Not named by the source, and not counted");
      return [nameOf(node), [make("p", { className: "facts", textContent: describe(node) }), make("p", { textContent: size }), tools(node), ...partnersPart(node), ...agreementsPart(node.left)]];
    }
    if (edge) {
      const [first, second] = [nodes[edge.from], nodes[edge.to]];
      return [t("{0} and {1}", nameOf(first), nameOf(second)), [make("p", {}, [t("See "), nodeLink(first), t(" or "), nodeLink(second)]), ...agreementsPart(edge.left)]];
    }
    if (path) return pathPart(path);
    return [t("One agreement"), [card(agreement)]];
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
    const close = make("button", { type: "button", className: "close", textContent: "×", attributes: { "aria-label": t("Close") } });
    close.addEventListener("click", () => actions.clear());
    const heading = make("h2", { textContent: title, tabIndex: -1 });
    element.replaceChildren(close, heading, ...parts);
    element.hidden = false;
    element.scrollTop = 0;
    if (focus) heading.focus();
    byId("spoken").textContent = selection.path ? `${title}.` : `${title}: ${plural(selection.agreement ? 1 : (selection.node || selection.edge).left.length, "agreement")}.`;
  };
}
