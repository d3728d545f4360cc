// What the reader has chosen, and what of the network passes it; everything else asks here.
const NONE = { field: "any", from: "", to: "", undated: false, kind: "", place: "", level: "", certainty: "", standing: "", weak: 1, colour: "kind", size: "partners", hidden: "", focus: null, selected: null, step: null, drawn: data.drawn };
const choice = { ...NONE };
const isUndated = (agreement) => !agreement.earliest && !agreement.latest;
const undated = agreements.filter(isUndated).length;

// For each agreement yes or no, for each node and edge how much of it is left.
const current = { filtered: false, passing: [], nodes: [], edges: [], count: 0, leftOut: 0 };

// The same as the questions of `kg ask`: what possibly was signed in the range; an unknown bound counts as open.
const possiblyWithin = ({ earliest, latest }) => !((choice.from && latest && latest < choice.from) || (choice.to && earliest && earliest > choice.to));
const certainlyWithin = ({ earliest, latest }) => !((choice.from && !(earliest && earliest >= choice.from)) || (choice.to && !(latest && latest <= choice.to)));
const CERTAINTY = {
  certain: (agreement) => !isUndated(agreement) && certainlyWithin(agreement),
  day: (agreement) => Boolean(agreement.earliest) && agreement.earliest === agreement.latest,
  stated: (agreement) => !isUndated(agreement) && !agreement.inferred,
  evidence: (agreement) => agreement.evidence.length > 0,
};

// Reviewed: a person has accepted or corrected it. Loose: nobody has and it is a draft or the reading is unsure of it, or
// the source itself marks its date as uncertain.
const SURE = 0.8;
const isReviewed = (agreement) => agreement.status === "accepted" || agreement.status === "corrected";
const isUnsure = (agreement) => !isReviewed(agreement) && agreement.confidence !== null && agreement.confidence < SURE;
const isLoose = (agreement) => agreement.status === "draft" || isUnsure(agreement) || agreement.doubt !== "";
const STANDING = { reviewed: isReviewed, firm: (agreement) => !isLoose(agreement), draft: (agreement) => agreement.status === "draft", unsure: isUnsure, loose: isLoose };

// All that the other filters say of an agreement; the slider draws its columns from these.
const passesButDate = (agreement) => {
  if (choice.field !== "any") {
    const code = choice.field.slice(3);
    if (code ? !within(agreement.codes).has(code) : agreement.codes.length) return false;
  }
  if (choice.standing && !STANDING[choice.standing](agreement)) return false;
  return !(choice.certainty && choice.certainty !== "certain") || CERTAINTY[choice.certainty](agreement);
};
const dated = () => Boolean(choice.from || choice.to);
const passesDate = (agreement) => {
  if (dated() && isUndated(agreement)) return choice.undated && choice.certainty !== "certain";
  if (choice.certainty === "certain" && !CERTAINTY.certain(agreement)) return false;
  return !dated() || possiblyWithin(agreement);
};

const isIn = (node, place) => node.where !== null && (node.where === place || (places[node.where].within || []).includes(place));
const anchors = () => {
  const place = choice.place === "" ? null : Number(choice.place);
  if (!choice.kind && place === null && !choice.level) return null;
  return (node) => (!choice.kind || node.kind === choice.kind) && (place === null || isIn(node, place)) && (!choice.level || node.level === choice.level);
};

const applyFilters = () => {
  const isAnchor = anchors();
  const hidden = new Set(choice.hidden ? choice.hidden.split(",") : []);
  const byAgreement = choice.field !== "any" || dated() || Boolean(choice.certainty) || Boolean(choice.standing);
  current.filtered = byAgreement || Boolean(isAnchor) || choice.weak > 1 || hidden.size > 0 || Boolean(choice.focus);
  const others = agreements.map(passesButDate);
  current.leftOut = dated() && !choice.undated ? agreements.filter((agreement, number) => others[number] && isUndated(agreement)).length : 0;
  current.passing = agreements.map((agreement, number) => others[number] && passesDate(agreement));
  const left = (thing) => (byAgreement ? thing.signed.filter((number) => current.passing[number]) : thing.signed);
  const near = choice.focus && new Set([choice.focus, ...choice.focus.edges.map((edge) => other(edge, choice.focus))]);
  for (const node of nodes) {
    node.left = left(node);
    node.anchor = (!isAnchor || isAnchor(node)) && !hidden.has(colourKey(node));
    node.allowed = !hidden.has(colourKey(node)) && (!near || near.has(node)) && (!byAgreement || node.left.length > 0);
    node.shown = false;
    node.partnersLeft = 0;
    node.strength = 0;
  }
  for (const edge of edges) {
    edge.left = left(edge);
    edge.weight = edge.left.length || (byAgreement ? 0 : 1);
    const [one, two] = [nodes[edge.from], nodes[edge.to]];
    edge.shown = edge.weight >= choice.weak && one.allowed && two.allowed && (one.anchor || two.anchor);
    edge.loose = edge.left.length > 0 && edge.left.every((number) => isLoose(agreements[number]));
    if (!edge.shown) continue;
    one.shown = two.shown = true;
    one.strength += edge.weight;
    two.strength += edge.weight;
    if (two.named) one.partnersLeft += 1;
    if (one.named) two.partnersLeft += 1;
  }
  for (const node of nodes) {
    if (node.allowed && node.anchor && choice.weak <= 1) node.shown = true;
    node.agreementsLeft = byAgreement ? node.left.length : node.agreements;
  }
  current.nodes = nodes.filter((node) => node.shown);
  if (current.filtered) current.nodes.sort((a, b) => b.partnersLeft - a.partnersLeft || b.agreementsLeft - a.agreementsLeft || a.id - b.id);
  current.edges = edges.filter((edge) => edge.shown);
  if (isAnchor || hidden.size || near || choice.weak > 1) {
    const seen = new Set();
    for (const node of current.nodes) if (node.anchor && choice.weak <= 1 && !near) for (const number of node.left) seen.add(number);
    for (const edge of current.edges) for (const number of edge.left) seen.add(number);
    current.passing = current.passing.map((passing, number) => passing && seen.has(number));
  }
  current.count = current.passing.filter(Boolean).length;
};
