// Texts of the template: marked there, put into the reader's language here; the sentences of the head anew.
const translate = () => {
  document.documentElement.lang = chinese ? "zh-CN" : "en";
  if (!chinese) return;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.textContent.trim());
  for (const name of ["aria-label", "placeholder"]) {
    for (const element of document.querySelectorAll(`[data-t-${name}]`)) element.setAttribute(name, t(element.getAttribute(name)));
  }
  const { facts } = data;
  const day = (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? said(text) : text);
  const named = (name) => nameOf(nodes.find((node) => node.name === name) || { name });

  const dates = facts.first && facts.last ? `${said(facts.first)}${facts.first === facts.last ? "" : `至${said(facts.last)}`}，` : "";
  const signings = facts.signings ? `，共 ${digits(facts.signings)} 次签约` : "";
  const made = data.view === "fields" ? `${digits(facts.agreements)} 份协议${signings}，涉及 ${plural(facts.named, nouns.one)}，其中 ${plural(facts.ties, nouns.tie)}同时出现。` : `${plural(facts.named, nouns.one)}签署了 ${digits(facts.agreements)} 份协议${signings}，构成 ${plural(facts.ties, nouns.tie)}。`;
  document.querySelector(".lead").textContent = facts.agreements ? dates + made : "此网络中没有协议。";

  const partner = data.view === "fields" ? "other field" : "partner";
  const each = `${Array.isArray(facts.leaders) && facts.leaders.length === 1 ? "" : "各"}有 ${plural(facts.top, partner)}`;
  const leaders = Array.isArray(facts.leaders) ? listed(facts.leaders.map(named)) : plural(facts.leaders, nouns.one);
  const most = facts.top === 1 && facts.leaders !== 1 && !(facts.leaders.length === 1) ? `没有${nouns.one === "body" ? "机构" : t(nouns.one)}拥有一个以上的伙伴。` : `联系最多：${leaders}，${each}。`;
  const remarks = [facts.top && most, facts.undated && `${digits(facts.undated)} 份协议没有完整日期。`, facts.groups && `来源只计数而未列名的 ${digits(facts.groups)} 个群体以虚线画出，不计入伙伴数。`];
  const LIMITS = { field: "领域", from: "起始日期", to: "截止日期", on: "生效日", merged: "合并相同者", level: "归并至级别" };
  const limits = facts.made.map(([key, values]) => `${LIMITS[key] || key} ${listed(values.map((value) => (key === "merged" ? "是" : day(t(value)))))}`);
  const spans = remarks.filter(Boolean).map((text) => make("span", { textContent: text }));
  if (limits.length) spans.push(make("span", { className: "restriction", textContent: `筛选条件：${limits.join("；")}。` }));
  document.querySelector(".remarks").replaceChildren(...spans);
  if (!facts.titled) document.title = document.querySelector("h1").textContent = t(document.title);
};
