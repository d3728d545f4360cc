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
  const fieldsOf = (thing) => [...new Set(thing.left.flatMap((number) => agreements[number].fields))].sort().map((field) => t(field)).join("; ");
  const day = (value) => (value ? said(value) : "");
  const text = (title, value) => ({ title, value });
  const number = (title, value) => ({ title, value, numeric: true, className: "numeric" });
  const date = (title, value) => ({ title, value, words: day, className: "date" });

  // Each table: its columns (a value to sort by, words to show), its rows, and what a click on a row selects.
  const SHEETS = {
    bodies: {
      rows: () => current.nodes,
      selection: (node) => ({ node }),
      columns: [text("Name", nameOf), text("Kind", (node) => t(node.kind)), text("Place", (node) => node.place || ""),
        number("Partners", (node) => node.partnersLeft), number("Agreements", (node) => node.agreementsLeft),
        date("First", (node) => dates(node)[0]), date("Last", (node) => dates(node)[1])],
    },
    ties: {
      rows: () => current.edges,
      selection: (edge) => ({ edge }),
      columns: [text("Between", (edge) => nameOf(nodes[edge.from])), text("and", (edge) => nameOf(nodes[edge.to])), number("Agreements", (edge) => edge.weight),
        text("Fields", fieldsOf), date("First", (edge) => dates(edge)[0]), date("Last", (edge) => dates(edge)[1])],
    },
    agreements: {
      rows: () => agreements.filter((agreement, index) => current.passing[index]),
      selection: (agreement) => ({ agreement }),
      columns: [text("Agreement", (agreement) => agreement.name),
        { title: "Date", className: "when", value: (agreement) => agreement.earliest || agreement.latest || "", words: (value, agreement) => dateOf(agreement) + (agreement.inferred ? t(" (year inferred)") : "") },
        text("Kind", (agreement) => t(agreement.kind)), text("Parties", (agreement) => agreement.parties.map((party) => (party.node === null ? party.name : nameOf(nodes[party.node]))).join("; ")),
        text("Fields", (agreement) => agreement.fields.map((field) => t(field)).join("; "))],
    },
  };

  const compare = new Intl.Collator(language, { numeric: true, sensitivity: "base" }).compare;
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
      const button = make("button", { type: "button", className: "link", textContent: words || t("without name") });
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
    sheet.moreButton.textContent = t("Show {0} more of {1}", Math.min(left, PAGE), digits(left));
    sheet.allButton.hidden = left > 5000;
    const order = sheet.by === undefined ? sheet.order : t("sorted by {0}", t(sheet.columns[sheet.by].title).toLowerCase());
    const counted = sheet.list.filter((row) => row.named !== false && !row.dashes).length;
    const rest = sheet.list.length - counted;
    const groups = rest ? { bodies: t(" and {0} not named", plural(rest, "group")), ties: t(" and {0} with a group not named", plural(rest, "tie")) }[sheet.name] : "";
    sheet.caption.textContent = `${plural(counted, sheet.one, sheet.many)}${groups}${current.filtered ? t(" that pass the filters") : ""}${chinese ? "，" : ", "}${order}`;
    sheet.tab.textContent = `${sheet.label} (${digits(counted)})`;
  };

  const sortBy = (sheet, index) => {
    sheet.down = sheet.by === index ? !sheet.down : Boolean(sheet.columns[index].numeric);
    sheet.by = index;
    draw(sheet);
    byId("spoken").textContent = t("Sorted by {0}, {1}.", t(sheet.columns[index].title).toLowerCase(), t(sheet.down ? "descending" : "ascending"));
  };

  // A spreadsheet takes a cell that begins with one of these for a formula: an apostrophe makes it text.
  const csvCell = (value) => {
    const plain = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  tables.csv = (name) => {
    const { columns, list } = SHEETS[name];
    const lines = [columns.map((column) => t(column.title)), ...list.map((row) => columns.map((column) => (column.title === "Date" ? shownValue(column, row) : column.value(row))))];
    return `\ufeff${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;
  };

  const download = () => save(new Blob([tables.csv(open)], { type: "text/csv;charset=utf-8" }), `${SHEETS[open].many.replaceAll(" ", "-")}.csv`);

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
    sheet.label = t(sheet.element.dataset.label);
    [sheet.one, sheet.many] = { bodies: [nouns.one, nouns.many], ties: [nouns.tie, nouns.ties], agreements: ["agreement", "agreements"] }[name];
    sheet.caption = sheet.element.querySelector("caption");
    sheet.order = t(sheet.caption.textContent.split(", ").pop());
    sheet.body = sheet.element.querySelector("tbody");
    sheet.head = sheet.columns.map((column, index) => {
      const button = make("button", { type: "button", textContent: t(column.title) });
      button.addEventListener("click", () => sortBy(sheet, index));
      return make("th", { scope: "col", className: column.className || "" }, [button]);
    });
    sheet.element.querySelector("thead tr").replaceChildren(...sheet.head);
    for (const note of sheet.element.querySelectorAll(".static")) note.remove();
    sheet.moreButton = make("button", { type: "button", className: "plain" });
    sheet.allButton = make("button", { type: "button", className: "plain", textContent: t("Show all") });
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
    const list = make("div", { attributes: { role: "tablist", "aria-label": t("Tables") } }, Object.values(SHEETS).map((sheet) => sheet.tab));
    const csv = make("button", { type: "button", id: "csv", className: "plain", textContent: t("Download as CSV") });
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
