// The time slider: a histogram of the agreements, two handles over it, and play.
const time = {};
{
  const DAY = 86400000;
  const STEP = 800;
  const HIGH = 34;
  const start = byId("slide-from");
  const end = byId("slide-to");
  const chart = byId("histogram");
  const play = byId("play");
  let bins = [];
  let actions = {};
  let timer = null;

  const iso = (stamp) => new Date(stamp).toISOString().slice(0, 10);
  const stampOf = (day) => Date.parse(`${day}T00:00:00Z`);
  const monthStart = (year, month) => { const date = new Date(0); date.setUTCFullYear(year, month, 1); return date.getTime(); };

  // Days, months or years, whichever gives columns that can still be seen; each with its first and last day.
  const cut = (first, last) => {
    const days = (stampOf(last) - stampOf(first)) / DAY + 1;
    const [a, b] = [new Date(stampOf(first)), new Date(stampOf(last))];
    const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth() + 1;
    const found = [];
    if (days <= 62) for (let day = 0; day < days; day += 1) found.push([iso(stampOf(first) + day * DAY), iso(stampOf(first) + day * DAY)]);
    else {
      const step = months <= 72 ? 1 : months <= 1200 ? 12 : 120;
      const base = step === 1 ? a.getUTCMonth() : 0;
      const year = step === 120 ? Math.floor(a.getUTCFullYear() / 10) * 10 : a.getUTCFullYear();
      for (let month = base; monthStart(year, month) <= b.getTime(); month += step) found.push([iso(monthStart(year, month)), iso(monthStart(year, month + step) - DAY)]);
    }
    return found.map(([from, to]) => ({ from, to, sure: 0, maybe: 0 }));
  };
  const label = (bin) => {
    if (bin.from === bin.to) return said(bin.from);
    const [year, month] = bin.from.split("-");
    const years = Number(bin.to.slice(0, 4)) - Number(year);
    if (years || bin.to.slice(5) === "12-31" && month === "01") return years ? `${Number(year)}–${Number(bin.to.slice(0, 4))}` : chinese ? `${Number(year)}年` : String(Number(year));
    return chinese ? `${Number(year)}年${Number(month)}月` : `${MONTHS[month - 1]} ${Number(year)}`;
  };

  const range = () => {
    let from = bins.findIndex((bin) => bin.to >= (choice.from || ""));
    let to = choice.to ? bins.findLastIndex((bin) => bin.from <= choice.to) : bins.length - 1;
    if (from < 0) from = bins.length - 1;
    if (to < 0) to = 0;
    return [from, Math.max(from, to)];
  };

  const count = () => {
    for (const bin of bins) bin.sure = bin.maybe = 0;
    for (const agreement of agreements) {
      if (isUndated(agreement) || !passesButDate(agreement)) continue;
      const first = agreement.earliest || agreement.latest;
      const last = agreement.latest || agreement.earliest;
      let index = bins.findIndex((bin) => bin.to >= first);
      if (index < 0) continue;
      const sure = agreement.earliest && agreement.latest && last <= bins[index].to;
      if (sure) bins[index].sure += 1;
      else for (; index < bins.length && bins[index].from <= last; index += 1) bins[index].maybe += 1;
    }
  };

  const draw = () => {
    const tallest = Math.max(1, ...bins.map((bin) => bin.sure + bin.maybe));
    const [from, to] = range();
    const bars = bins.flatMap((bin, index) => {
      const inside = index >= from && index <= to ? "" : " out";
      const [sure, maybe] = [bin.sure, bin.maybe].map((number) => (number ? Math.max(1.5, number / tallest * HIGH) : 0));
      const column = shape("g", {}, [shape("title", {}, [`${label(bin)}: ${plural(bin.sure, "agreement")}${bin.maybe ? t(", and {0} that may be", digits(bin.maybe)) : ""}`])]);
      const box = (top, height, kind) => column.append(shape("rect", { x: index + 0.08, y: top, width: 0.84, height, class: kind + inside }));
      if (maybe) box(HIGH - sure - maybe, maybe, "maybe");
      if (sure) box(HIGH - sure, sure, "sure");
      return column;
    });
    chart.setAttribute("viewBox", `0 0 ${bins.length} ${HIGH}`);
    chart.replaceChildren(...bars);
    [start.value, end.value] = [from, to];
    start.setAttribute("aria-valuetext", label(bins[from]));
    end.setAttribute("aria-valuetext", label(bins[to]));
    byId("slide-first").textContent = label(bins[0]);
    byId("slide-last").textContent = label(bins[bins.length - 1]);
    byId("slide-now").textContent = dated() ? (from === to ? label(bins[from]) : t("{0} to {1}", label(bins[from]), label(bins[to]))) : t("All dates");
  };

  const set = (from, to, push) => {
    choice.from = from <= 0 ? "" : bins[from].from;
    choice.to = to >= bins.length - 1 ? "" : bins[to].to;
    actions.refilter({ still: true, push });
  };

  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.setAttribute("aria-pressed", "false");
    play.querySelector("path").setAttribute("d", "M4 2l10 6-10 6z");
    play.setAttribute("aria-label", t("Play through time"));
  };

  // From a narrowed range, the window moves on; otherwise what has been signed so far grows.
  const begin = () => {
    let [from, to] = range();
    const grows = from === 0;
    const length = to - from;
    if (to >= bins.length - 1) [from, to] = grows ? [0, -1] : [0, length];
    play.setAttribute("aria-pressed", "true");
    play.querySelector("path").setAttribute("d", "M3 2h4v12H3zM9 2h4v12H9z");
    play.setAttribute("aria-label", t("Stop"));
    const next = () => {
      to += 1;
      if (!grows) from = to - length;
      set(from, Math.min(to, bins.length - 1), false);
      if (to >= bins.length - 1) { stop(); address.write({}, true); }
    };
    timer = setInterval(next, Math.max(120, Math.min(STEP, 20000 / bins.length)));
    next();
  };

  time.start = (given) => {
    actions = given;
    const days = agreements.flatMap(({ earliest, latest }) => [earliest, latest]).filter((day) => day && /^\d{4}-/.test(day)).sort();
    byId("time").hidden = days.length === 0 && undated === 0;
    byId("slider").hidden = days.length === 0;
    if (!days.length) byId("time-none").hidden = false;
    if (!days.length) return;
    bins = cut(days[0], days[days.length - 1]);
    for (const input of [start, end]) {
      input.max = bins.length - 1;
      input.disabled = bins.length < 2;
      input.addEventListener("input", () => {
        stop();
        const [low, high] = [Number(start.value), Number(end.value)];
        set(input === start ? Math.min(low, high) : low, input === end ? Math.max(low, high) : high, false);
      });
      input.addEventListener("change", () => address.write({}, true));
    }
    play.disabled = bins.length < 2;
    play.addEventListener("click", () => {
      if (!timer) return begin();
      stop();
      return address.write({}, true);
    });
    stop();
  };
  time.refresh = () => {
    if (!bins.length) return;
    count();
    draw();
  };
  time.stop = () => { if (timer) stop(); };
}
