// Mouse, keyboard and size of the drawing's element, told to those whom it concerns.
const handle = (holder, { keys, move, leave, redraw, resize }) => {
  let waiting = false;
  holder.addEventListener("mousemove", (event) => {
    if (waiting || event.buttons) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; move(event); });
  });
  holder.addEventListener("mouseleave", leave);
  // The wheel scrolls the page until the drawing has the focus.
  holder.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== holder) event.stopPropagation();
  }, { capture: true });
  holder.addEventListener("pointerdown", () => holder.focus({ preventScroll: true }));
  holder.addEventListener("keydown", keys);
  holder.addEventListener("focus", redraw);
  holder.addEventListener("blur", redraw);
  let width = 0;
  new ResizeObserver(() => {
    if (holder.clientWidth === width) return;
    width = holder.clientWidth;
    resize();
  }).observe(holder);
};
