/**
 * The reports of one incident beside each other: what each tells, in what they differ and why they
 * were put together. A report's button sends the trigger `select` with its id.
 *
 * data: {title, differences, reasons, more, reports: [{id, byline, claims, outside, open}]}; a claim
 * is [words, whether the reports differ in it]. null: there is nothing to show.
 */
function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  made.dir = "auto";
  return made;
}

function claim([words, differs]) {
  return element(differs ? "strong" : "span", "claim", words);
}

function report({ id, byline, claims, outside, open }, select) {
  const item = element("li", "");
  const button = element("button", "");
  button.type = "button";
  button.addEventListener("click", () => select(id));
  if (open) button.setAttribute("aria-current", "true");
  const what = element("span", "claims");
  what.append(...claims.map(claim));
  button.append(element("span", "byline", byline), what);
  if (outside) button.append(element("span", "outside", "outside the filters; opens without them"));
  item.append(button);
  return item;
}

export default function show({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  if (!data) return root.replaceChildren();
  const select = (id) => setTriggerValue("select", id);
  const list = element("ol", "");
  list.append(...data.reports.map((one) => report(one, select)));
  const lines = [element("h2", "", data.title)];
  if (data.differences) lines.push(element("p", "differences", data.differences));
  lines.push(list);
  if (data.more) lines.push(element("p", "more", data.more));
  if (data.reasons) lines.push(element("p", "reasons", data.reasons));
  root.replaceChildren(...lines);
}
