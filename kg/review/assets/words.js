// Words of a text that a person has selected, with their place in it. Characters are counted as the record counts
// them, by code points, and without what the page puts into the text.
const points = (text) => [...text].length;

function selectedWords(section) {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const text = section.querySelector(".text");
  if (!text.contains(range.commonAncestorContainer)) return null;
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".chip") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  let at = 0, start = null, words = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (range.intersectsNode(node) && from < to) {
      start ??= at + points(node.data.slice(0, from));
      words += node.data.slice(from, to);
    }
    at += points(node.data);
  }
  const trimmed = words.trim();
  if (!trimmed) return null;
  start += points(words.slice(0, words.indexOf(trimmed)));
  return { words: trimmed.replace(/\s+/g, " "), start, end: start + points(trimmed) };
}
