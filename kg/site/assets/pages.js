"use strict";
// The page that a thing has in this site, by its IRI: accordPage(iri, root), null where it has none. moved.js says
// where the pages lie. Links to IRIs lead to these pages once they are pointed at.
globalThis.accordPage = (iri, root) => {
  const { homes, kinds, moved, codes } = globalThis.accordMoved;
  for (const [start, folder] of Object.entries(homes)) {
    if (!iri.startsWith(start)) continue;
    const path = `${folder}/${iri.slice(start.length)}`;
    const name = (part) => { try { return encodeURIComponent(decodeURIComponent(part).normalize("NFC")); } catch { return part; } };
    const at = (folders) => `${root}${folders.split("/").map(name).join("/")}/index.html`;
    if (Object.hasOwn(moved, path)) return at(moved[path]);
    if (kinds.includes(path.split("/", 2).join("/"))) return at(path);
    return folder === codes ? `${root}${codes}/index.html#${iri.slice(start.length)}` : null;
  }
  return null;
};
{
  const root = document.currentScript.getAttribute("src").replace(/assets\/pages\.js$/, "");
  const lead = ({ target }) => {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    const page = link && globalThis.accordPage(link.getAttribute("href"), root);
    if (page) link.href = page;
  };
  for (const event of ["pointerover", "focusin", "click"]) document.addEventListener(event, lead, true);
}
