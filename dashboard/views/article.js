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
  const made = element(point ? "button" : "span", [kind, chosen ? "chosen" : ""].join(" ").trim(), text);
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

export default function show({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
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
  root.replaceChildren(heading(data), text);
  const chosen = text.querySelector(".chosen");
  if (chosen) text.scrollTop = chosen.offsetTop - text.offsetTop - text.clientHeight / 3;
}
