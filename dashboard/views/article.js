/**
 * Shows an article with its marks, opened at the chosen sentence. Clicking a marked place sends
 * its point as the trigger `place`, a step to another report its id as the trigger `report`.
 *
 * data: {id, title, byline, url, paragraphs, reports, report, confidence, reveal}; a paragraph is a
 * list of pieces [text, kind or "", note, chosen, point or null]; `reports` are ids, `report` the
 * number of the chosen one or null, `confidence` how sure it is or ""; the article comes into view
 * whenever `reveal` has grown.
 */
function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function piece([text, kind, note, chosen, point], fly) {
  const made = element(point ? "button" : "span", chosen ? `${kind} chosen` : kind, text);
  if (note) made.title = note;
  if (point) {
    made.type = "button";
    made.addEventListener("click", () => fly(point));
  }
  return made;
}

function heading({ title, byline, url }) {
  const box = element("header", "");
  const name = element("h2", "", title);
  name.dir = "auto";
  const line = element("p", "byline", byline);
  if (/^https?:\/\//i.test(url)) {
    const link = element("a", "", "Read it at the source");
    Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer" });
    line.append(byline ? " · " : "", link);
  }
  box.append(name, line);
  return box;
}

/** Says what the marks mean, of those that occur. */
function key(paragraphs) {
  const line = element("p", "key");
  const kinds = new Set(paragraphs.flat().map(([, kind]) => kind));
  for (const kind of ["place", "date", "actor"]) {
    if (kinds.has(kind)) line.append(element("span", kind, kind));
  }
  if (paragraphs.flat().some(([, , , chosen]) => chosen)) {
    line.append(element("span", "chosen", "the chosen report"));
  }
  return line;
}

/** The way from one report of the article to the next, where it has several. */
function reportsNav({ reports, report, confidence }, choose) {
  const bar = element("nav", "");
  bar.setAttribute("aria-label", "Reports of this article");
  const step = (text, label, to) => {
    const made = element("button", "step", text);
    made.type = "button";
    made.disabled = !(to in reports);
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => choose(reports[to]));
    return made;
  };
  const one = report === null;
  const all = reports.length === 1 ? "1 report" : `${reports.length} reports`;
  bar.append(
    step("‹", "Previous report of this article", one ? -1 : report - 1),
    element("span", "", one ? `${all} in this article` : `Report ${report + 1} of ${reports.length}`),
    step("›", "Next report of this article", one ? 0 : report + 1),
  );
  if (confidence) {
    const sure = element("span", "sure", confidence);
    sure.title = "How likely it is that its type, day and place are right";
    bar.append(sure);
  }
  return bar;
}

function body({ title, paragraphs }, fly) {
  const text = element("div", "text");
  text.tabIndex = 0;
  text.setAttribute("role", "article");
  text.setAttribute("aria-label", title);
  for (const pieces of paragraphs) {
    const paragraph = element("p", "");
    paragraph.dir = "auto";
    paragraph.append(...pieces.map((one) => piece(one, fly)));
    text.append(paragraph);
  }
  return text;
}

/** Draws the article, the focus where it was among the steps from report to report. */
function draw(root, data, setTriggerValue) {
  const label = root.getRootNode().activeElement?.getAttribute("aria-label");
  const text = body(data, (point) => setTriggerValue("place", point));
  const parts = [heading(data), key(data.paragraphs), text];
  if (data.reports.length) {
    parts.splice(2, 0, reportsNav(data, (id) => setTriggerValue("report", id)));
  }
  root.replaceChildren(...parts);
  const steps = [...root.querySelectorAll(".step")];
  const same = steps.find((one) => one.getAttribute("aria-label") === label);
  if (same) (same.disabled ? text : same).focus({ preventScroll: true });
  const chosen = text.querySelector(".chosen");
  if (chosen) text.scrollTop = chosen.offsetTop - text.clientHeight / 3;
}

const still = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export default function show({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const { reveal, ...shown } = data;
  const words = JSON.stringify(shown);
  if (root.dateline?.words !== words) draw(root, data, setTriggerValue); // else keep its scroll
  const wished = reveal > (root.dateline?.reveal ?? 0);
  root.dateline = { words, reveal };
  if (wished) root.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
}
