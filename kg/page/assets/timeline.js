// The timeline: every agreement a mark where it was signed, a bar where only a span is known.
const timeline = {};
{
  const holder = byId("timeline");
  const MOST = 600;
  const [WIDE, LEFT, ROW] = [1000, 10, 15];
  const DAY = 86400000;
  const stamp = (day) => Date.parse(`${day}T00:00:00Z`);

  const ticks = (first, last) => {
    const days = (last - first) / DAY;
    const unit = days <= 45 ? 7 : days <= 800 ? 31 : Math.max(366, Math.ceil(days / 366 / 12) * 366);
    const found = [];
    const date = new Date(first);
    if (unit === 7) for (let at = first; at <= last; at += 7 * DAY) found.push([at, said(new Date(at).toISOString().slice(0, 10)).replace(/ \d+$/, "")]);
    else if (unit === 31) {
      const step = days > 400 ? 3 : 1;
      for (let month = date.getUTCMonth(); ; month += step) {
        const at = Date.UTC(date.getUTCFullYear(), month, 1);
        if (at > last) break;
        const here = new Date(at);
        if (at >= first) found.push([at, chinese ? `${here.getUTCFullYear()}年${here.getUTCMonth() + 1}月` : `${MONTHS[here.getUTCMonth()].slice(0, 3)} ${here.getUTCFullYear()}`]);
      }
    } else {
      const step = unit / 366;
      for (let year = Math.ceil(date.getUTCFullYear() / step) * step; Date.UTC(year, 0, 1) <= last; year += step) found.push([Date.UTC(year, 0, 1), String(year)]);
    }
    return found.filter(([at]) => at >= first && at <= last);
  };

  timeline.draw = (actions) => {
    const passing = agreements.filter((agreement, number) => current.passing[number]);
    const known = passing.filter((agreement) => !isUndated(agreement));
    const drawn = known.slice(0, MOST);
    const note = make("p", { className: "hint", id: "timeline-note" });
    const words = [];
    if (known.length > MOST) words.push(t("Drawn: the newest {0} of {1}.", MOST, plural(known.length, "agreement")));
    const without = passing.length - known.length + current.leftOut;
    if (without) words.push(t("{0} without a full date not drawn; see the table of agreements.", plural(without, "agreement")));
    if (!drawn.length) {
      note.textContent = [t(passing.length ? "None of these agreements has a full date." : "No agreement passes these filters."), ...words].join(" ");
      holder.replaceChildren(note);
      return;
    }
    const days = drawn.flatMap(({ earliest, latest }) => [earliest, latest]).filter(Boolean).sort();
    let [first, last] = [stamp(days[0]), stamp(days[days.length - 1]) + DAY];
    const pad = Math.max(DAY, (last - first) * 0.02);
    [first, last] = [first - pad, last + pad];
    const x = (at) => LEFT + ((at - first) / (last - first)) * (WIDE - 2 * LEFT);
    const lanes = [];
    const items = drawn.map((agreement) => {
      const from = stamp(agreement.earliest || agreement.latest);
      const to = stamp(agreement.latest || agreement.earliest) + DAY;
      const exact = agreement.earliest === agreement.latest;
      return { agreement, exact, left: exact ? x((from + to) / 2) - 5.5 : x(from), right: exact ? x((from + to) / 2) + 5.5 : Math.max(x(to), x(from) + 8) };
    }).sort((a, b) => a.left - b.left || b.right - a.right || a.agreement.id - b.agreement.id);
    for (const item of items) {
      let lane = lanes.findIndex((end) => end <= item.left);
      if (lane < 0) lane = lanes.push(0) - 1;
      lanes[lane] = item.right + 2;
      item.lane = lane;
    }
    const high = Math.max(120, lanes.length * ROW + 44);
    const foot = high - 26;
    const marks = items.map(({ agreement, exact, left, right, lane }, order) => {
      const text = `${dateOf(agreement)}: ${agreement.name}`;
      const y = foot - 10 - lane * ROW;
      const chosen = choice.selected && choice.selected.agreement === agreement ? " chosen" : "";
      const about = { class: (exact ? "day" : "span") + chosen, tabindex: order ? -1 : 0, role: "button", "aria-label": text };
      const mark = exact ? shape("circle", { ...about, cx: (left + right) / 2, cy: y, r: 5 }) : shape("rect", { ...about, x: left, y: y - 4, width: right - left, height: 8, rx: 4 });
      mark.append(shape("title", {}, [text]));
      const open = () => actions.select({ agreement }, true);
      mark.addEventListener("click", open);
      mark.addEventListener("keydown", (event) => {
        const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (event.key === "Enter" || event.key === " ") open();
        else if (move && marks[order + move]) {
          mark.setAttribute("tabindex", -1);
          marks[order + move].setAttribute("tabindex", 0);
          marks[order + move].focus();
        } else return;
        event.preventDefault();
      });
      return mark;
    });
    const scale = ticks(first, last).flatMap(([at, text]) => [shape("line", { class: "tick", x1: x(at), x2: x(at), y1: 6, y2: foot }), shape("text", { x: Math.min(WIDE - 34, Math.max(34, x(at))), y: high - 8 }, [text])]);
    words.unshift(t("A dot: signed on a known day. A bar: on one of these days. Arrow keys move, Enter opens."));
    note.textContent = words.join(" ");
    holder.replaceChildren(shape("svg", { viewBox: `0 0 ${WIDE} ${high}`, role: "group", "aria-label": t("Timeline") }, [...scale, shape("line", { class: "axis", x1: 0, x2: WIDE, y1: foot, y2: foot }), ...marks]), note);
  };
}
