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
const DOUBTS = { "?": "可能为", "~": "约", "%": "可能约" };
const dateOf = (agreement) => {
  if (!chinese) return agreement.date;
  const { earliest, latest } = agreement;
  if (!earliest && !latest) {
    const [, date, month] = agreement.date.match(/^(?:(\d+) )?(?:(\w+), )?year unknown$/) || [];
    if (month) return `${MONTHS.indexOf(month) + 1}月${date ? `${date}日` : ""}，年份不详`;
    return agreement.date === "no date given" ? "无日期" : agreement.date === "year unknown" ? "年份不详" : agreement.date;
  }
  const doubt = DOUBTS[agreement.doubt] || "";
  if (!earliest || !latest) return doubt + (earliest ? `${said(earliest)}或以后` : `${said(latest)}或以前`);
  return doubt + (earliest === latest ? said(earliest) : `${said(earliest)}至${said(latest)}`);
};
