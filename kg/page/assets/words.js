// The page's own words, in English and Chinese; names stay as the sources write them.
const language = (() => {
  const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
  if (asked === "zh" || asked === "en") return asked;
  return /^zh\b/i.test(navigator.language || "") ? "zh" : "en";
})();
const chinese = language === "zh";
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

// A text with {0}, {1} … filled in; English is the key, so that what has no translation is still readable.
const t = (text, ...values) => {
  const found = chinese ? (Object.hasOwn(ZH, text) ? ZH[text] : Object.hasOwn(data.chinese, text) ? data.chinese[text] : text) : text;
  return found.replace(/\{(\d)\}/g, (_, number) => values[number]);
};
const digits = (number) => number.toLocaleString("en");
const plural = (number, one, many) => (chinese ? `${digits(number)} ${ZH[`count ${one}`] || t(one)}` : `${digits(number)} ${number === 1 ? one : many || one + "s"}`);
const listed = (items) => (chinese ? items.join("、") : items.join(", "));
const said = (day) => {
  const [year, month, date] = day.split("-");
  return chinese ? `${Number(year)}年${Number(month)}月${Number(date)}日` : `${Number(date)} ${MONTHS[month - 1]} ${year}`;
};
const nameOf = (thing) => (chinese && thing.also) || thing.name;
const dateOf = (agreement) => {
  if (!chinese) return agreement.date;
  const { earliest, latest } = agreement;
  if (!earliest && !latest) return agreement.date === "no date given" ? "无日期" : agreement.date;
  if (!earliest || !latest) return earliest ? `${said(earliest)}或以后` : `${said(latest)}或以前`;
  return earliest === latest ? said(earliest) : `${said(earliest)}至${said(latest)}`;
};

// Texts of the template: marked there, put into the reader's language here.
const translate = () => {
  document.documentElement.lang = chinese ? "zh-CN" : "en";
  if (!chinese) return;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.textContent.trim());
  for (const name of ["aria-label", "placeholder", "title"]) {
    for (const element of document.querySelectorAll(`[data-t-${name}]`)) element.setAttribute(name, t(element.getAttribute(name)));
  }
  const { facts } = data;
  const dates = facts.first && facts.last ? `${said(facts.first)}${facts.first === facts.last ? "" : `至${said(facts.last)}`}，` : "";
  const signings = facts.signings ? `，共 ${digits(facts.signings)} 次签约` : "";
  if (!facts.titled) document.title = document.querySelector("h1").textContent = t(document.title);
  document.querySelector(".lead").textContent = facts.agreements ? `${dates}${plural(facts.named, nouns.one)}签署了 ${digits(facts.agreements)} 份协议${signings}，构成${plural(facts.ties, nouns.tie)}。` : "此网络中没有协议。";
  const remarks = [facts.undated && `${digits(facts.undated)} 份协议没有完整日期。`, facts.groups && `来源只计数而未列名的 ${digits(facts.groups)} 个群体以虚线画出，不计入伙伴数。`];
  const line = document.querySelector(".remarks");
  const kept = [...line.querySelectorAll(".restriction")];
  line.replaceChildren(...remarks.filter(Boolean).map((text) => make("span", { textContent: text })), ...kept);
};
