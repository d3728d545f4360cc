// The tables: the same as the drawing, as text. Sorting, filtering, paging, CSV.
const tables = {};
{
  const PAGE = 100;
  let actions = {};
  let open = "bodies";

  const dates = (thing) => {
    const days = thing.left.map((number) => agreements[number]).filter((agreement) => agreement.earliest && agreement.latest);
    if (!days.length) return ["", ""];
    return [days.map((agreement) => agreement.earliest).sort()[0], days.map((agreement) => agreement.latest).sort().pop()];
  };
  const fieldsOf = (thing) => [...new Set(thing.left.flatMap((number) => agreements[number].fields))].sort().join("; ");
  const day = (value) => (value ? said(value) : "");
  const text = (title, value) => ({ title, value });
  const number = (title, value) => ({ title, value, numeric: true, className: "numeric" });
  const date = (title, value) => ({ title, value, words: day, className: "date" });

  // Each table: its columns (a value to sort by, words to show), its rows, and what a click on a row selects.
  const SHEETS = {
    bodies: {
      rows: () => current.nodes,
      selection: (node) => ({ node }),
      columns: [text("Name", (node) => node.name), text("Kind", (node) => node.kind), text("Place", (node) => node.place || ""),
        number("Partners", (node) => node.partnersLeft), number("Agreements", (node) => node.agreementsLeft),
        date("First", (node) => dates(node)[0]), date("Last", (node) => dates(node)[1])],
    },
    ties: {
      rows: () => current.edges,
      selection: (edge) => ({ edge }),
      columns: [text("Between", (edge) => nodes[edge.from].name), text("and", (edge) => nodes[edge.to].name), number("Agreements", (edge) => edge.weight),
        text("Fields", fieldsOf), date("First", (edge) => dates(edge)[0]), date("Last", (edge) => dates(edge)[1])],
    },
    agreements: {
      rows: () => agreements.filter((agreement, index) => current.passing[index]),
      selection: (agreement) => ({ agreement }),
      columns: [text("Agreement", (agreement) => agreement.name),
        { title: "Date", className: "when", value: (agreement) => agreement.earliest || agreement.latest || "", words: (value, agreement) => agreement.date + (agreement.inferred ? " (year inferred)" : "") },
        text("Kind", (agreement) => agreement.kind), text("Parties", (agreement) => agreement.parties.map((party) => party.name).join("; ")),
        text("Fields", (agreement) => agreement.fields.join("; "))],
    },
  };

  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const shownValue = (column, row) => (column.words ? column.words(column.value(row), row) : column.value(row));

  const sorted = (sheet) => {
    const rows = sheet.rows();
    if (sheet.by === undefined) return rows;
    const { value, numeric } = sheet.columns[sheet.by];
    const sign = sheet.down ? -1 : 1;
    const keyed = rows.map((row) => [value(row), row]);
    const blank = (key) => key === "";
    keyed.sort(([a], [b]) => blank(a) - blank(b) || sign * (numeric ? a - b : compare(a, b)));
    return keyed.map(([, row]) => row);
  };

  const isChosen = (row) => choice.selected && Object.values(choice.selected).includes(row);

  const drawRow = (sheet, row) => {
    const cells = sheet.columns.map((column, index) => {
      const value = shownValue(column, row);
      const words = column.numeric ? value.toLocaleString("en") : value;
      if (index > 0) return make("td", { className: column.className || "", textContent: words });
      const button = make("button", { type: "button", className: "link", textContent: words || "without name" });
      button.addEventListener("click", () => actions.select(sheet.selection(row), true));
      return make("th", { scope: "row" }, [button]);
    });
    return make("tr", { className: isChosen(row) ? "chosen" : "" }, cells);
  };

  const draw = (sheet) => {
    sheet.list = sorted(sheet);
    const limit = sheet.limit || PAGE;
    sheet.body.replaceChildren(...sheet.list.slice(0, limit).map((row) => drawRow(sheet, row)));
    sheet.head.forEach((cell, index) => {
      if (index === sheet.by) cell.setAttribute("aria-sort", sheet.down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    const left = sheet.list.length - limit;
    sheet.more.hidden = left <= 0;
    sheet.moreButton.textContent = `Show ${Math.min(left, PAGE)} more of ${left.toLocaleString("en")}`;
    sheet.allButton.hidden = left > 5000;
    const order = sheet.by === undefined ? sheet.order : `sorted by ${sheet.columns[sheet.by].title.toLowerCase()}`;
    const counted = sheet.list.filter((row) => row.named !== false && !row.dashes).length;
    const rest = sheet.list.length - counted;
    const groups = rest ? { bodies: ` and ${plural(rest, "group")} not named`, ties: ` and ${plural(rest, "tie")} with a group not named` }[sheet.name] : "";
    sheet.caption.textContent = `${plural(counted, sheet.one, sheet.many)}${groups}${current.filtered ? " that pass the filters" : ""}, ${order}`;
    sheet.tab.textContent = `${sheet.label} (${counted.toLocaleString("en")})`;
  };

  const sortBy = (sheet, index) => {
    sheet.down = sheet.by === index ? !sheet.down : Boolean(sheet.columns[index].numeric);
    sheet.by = index;
    draw(sheet);
    byId("spoken").textContent = `Sorted by ${sheet.columns[index].title.toLowerCase()}, ${sheet.down ? "descending" : "ascending"}.`;
  };

  // A spreadsheet takes a cell that begins with one of these for a formula: an apostrophe makes it text.
  const csvCell = (value) => {
    const plain = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  tables.csv = (name) => {
    const { columns, list } = SHEETS[name];
    const lines = [columns.map((column) => column.title), ...list.map((row) => columns.map((column) => (column.title === "Date" ? shownValue(column, row) : column.value(row))))];
    return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
  };

  const download = () => {
    const address = URL.createObjectURL(new Blob([tables.csv(open)], { type: "text/csv;charset=utf-8" }));
    const anchor = make("a", { href: address, download: `${SHEETS[open].many.replaceAll(" ", "-")}.csv` });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  const pick = (name, focus) => {
    open = Object.hasOwn(SHEETS, name) ? name : "bodies";
    for (const [key, sheet] of Object.entries(SHEETS)) {
      sheet.element.hidden = key !== open;
      sheet.tab.setAttribute("aria-selected", String(key === open));
      sheet.tab.tabIndex = key === open ? 0 : -1;
    }
    if (focus) SHEETS[open].tab.focus();
  };

  const onTabKey = (event) => {
    const names = Object.keys(SHEETS);
    const move = { ArrowRight: 1, ArrowLeft: -1, Home: -names.indexOf(open), End: names.length - 1 - names.indexOf(open) }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    pick(names[(names.indexOf(open) + move + names.length) % names.length], true);
    actions.changed();
  };

  const dress = (name, sheet) => {
    sheet.name = name;
    sheet.element = byId(`sheet-${name}`);
    sheet.label = sheet.element.dataset.label;
    [sheet.one, sheet.many] = { bodies: [nouns.one, nouns.many], ties: [nouns.tie, nouns.ties], agreements: ["agreement", "agreements"] }[name];
    sheet.caption = sheet.element.querySelector("caption");
    sheet.order = sheet.caption.textContent.split(", ").pop();
    sheet.body = sheet.element.querySelector("tbody");
    sheet.head = sheet.columns.map((column, index) => {
      const button = make("button", { type: "button", textContent: column.title });
      button.addEventListener("click", () => sortBy(sheet, index));
      return make("th", { scope: "col", className: column.className || "" }, [button]);
    });
    sheet.element.querySelector("thead tr").replaceChildren(...sheet.head);
    for (const note of sheet.element.querySelectorAll(".static")) note.remove();
    sheet.moreButton = make("button", { type: "button", className: "plain" });
    sheet.allButton = make("button", { type: "button", className: "plain", textContent: "Show all" });
    sheet.moreButton.addEventListener("click", () => { sheet.limit = (sheet.limit || PAGE) + PAGE; draw(sheet); });
    sheet.allButton.addEventListener("click", () => { sheet.limit = Infinity; draw(sheet); });
    sheet.more = make("div", { className: "more" }, [sheet.moreButton, sheet.allButton]);
    sheet.element.append(sheet.more);
    sheet.tab = make("button", { type: "button", id: `tab-${name}`, attributes: { role: "tab", "aria-controls": sheet.element.id } });
    sheet.tab.addEventListener("click", () => { pick(name); actions.changed(); });
    sheet.tab.addEventListener("keydown", onTabKey);
    sheet.element.setAttribute("role", "tabpanel");
    sheet.element.setAttribute("aria-labelledby", sheet.tab.id);
  };

  tables.start = (given) => {
    actions = given;
    for (const [name, sheet] of Object.entries(SHEETS)) dress(name, sheet);
    const list = make("div", { attributes: { role: "tablist", "aria-label": "Tables" } }, Object.values(SHEETS).map((sheet) => sheet.tab));
    const csv = make("button", { type: "button", id: "csv", className: "plain", textContent: "Download as CSV" });
    csv.addEventListener("click", download);
    byId("tabs").append(list, csv);
  };
  tables.show = (name) => pick(name || "bodies");
  tables.open = () => (open === "bodies" ? "" : open);
  tables.refresh = (whole) => {
    for (const sheet of Object.values(SHEETS)) {
      if (whole) sheet.limit = PAGE;
      draw(sheet);
    }
  };
  window.addEventListener("beforeprint", () => {
    for (const sheet of Object.values(SHEETS)) { sheet.limit = Infinity; draw(sheet); }
  });
}
