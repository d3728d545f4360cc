// Content negotiation for hosts with functions at the edge. Netlify: put this in netlify/edge-functions/ as it is.
// Cloudflare Pages: functions/_middleware.js with
//   import { negotiated } from "./negotiate.js"; export const onRequest = (c) => negotiated(c.request) || c.next();
const FORMS = [
  ["text/html", "/"],
  ["application/xhtml+xml", "/"],
  ["text/turtle", ".ttl"],
  ["application/ld+json", ".jsonld"],
  ["application/json", ".jsonld"],
];

/** The ending for an Accept header: what is wanted most, of equals the first that is named; "/" is the page. */
export function ending(accept) {
  let best = ["/", 0];
  for (const part of (accept || "").split(",")) {
    const [type, ...options] = part.trim().toLowerCase().split(";").map((word) => word.trim());
    const quality = Number((options.find((word) => word.startsWith("q=")) || "q=1").slice(2));
    const form = FORMS.find(([name]) => name === type);
    if (form && quality > best[1]) best = [form[1], quality];
  }
  return best[0];
}

/** A redirect for the address of a thing, nothing for every other request. */
export function negotiated(request) {
  const url = new URL(request.url);
  if (!/^\/(id|code|other)\/.*[^/]$|^\/ns$/.test(url.pathname) || /\.(ttl|jsonld|html)$/.test(url.pathname)) return undefined;
  const end = url.pathname === "/ns" && ending(request.headers.get("accept")) === ".jsonld" ? ".ttl" : ending(request.headers.get("accept"));
  url.pathname += end;
  return new Response(null, { status: 303, headers: { Location: url.href, Vary: "Accept", "Access-Control-Allow-Origin": "*" } });
}

export default negotiated;
export const config = { path: ["/id/*", "/code/*", "/other/*", "/ns"] };
