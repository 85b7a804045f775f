/**
 * Shows an article with its marks, opened at the chosen sentence. Clicking a marked place sends
 * its point as the trigger `place`.
 *
 * data: {id, title, byline, url, paragraphs}; a paragraph is a list of pieces
 * [text, kind or "", note, chosen, point or null].
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

export default function show({ data, parentElement, setTriggerValue }) {
  const fly = (point) => setTriggerValue("place", point);
  const text = element("div", "text");
  text.tabIndex = 0;
  text.setAttribute("role", "article");
  text.setAttribute("aria-label", data.title);
  for (const pieces of data.paragraphs) {
    const paragraph = element("p", "");
    paragraph.dir = "auto";
    paragraph.append(...pieces.map((one) => piece(one, fly)));
    text.append(paragraph);
  }
  const root = parentElement.querySelector(".root");
  root.replaceChildren(heading(data), key(data.paragraphs), text);
  const chosen = text.querySelector(".chosen");
  if (chosen) text.scrollTop = chosen.offsetTop - text.clientHeight / 3;
}
