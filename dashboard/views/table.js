/**
 * The reports as a real table, which is also what the map says to those who cannot see it.
 * A column's button sends the trigger `sort` with the column, a row's the trigger `select` with
 * the report's id, and a button below the trigger `page` with a number.
 *
 * data: {caption, columns: [[key, label, sortable]], rows: [[id, [cell, ...]]], sort: [key,
 * descending], selected, page, pages}; a cell is text, or pieces [text, looked for] of it.
 */
function element(tag, text = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

/** A button; `name` is what gets the focus back when the table is drawn again. */
function button(text, name, action) {
  const made = element("button", text);
  made.type = "button";
  made.setAttribute("data-focus", name);
  made.addEventListener("click", action);
  return made;
}

/** Fills a cell with its text, what was looked for marked. */
function fill(cell, content) {
  if (typeof content === "string") cell.textContent = content;
  else cell.append(...content.map(([text, hit]) => (hit ? element("mark", text) : text)));
}

function header([key, label, sortable], [sortedBy, descending], sort) {
  const cell = element("th", sortable ? "" : label);
  cell.scope = "col";
  if (sortable) {
    const sorted = key === sortedBy;
    cell.setAttribute("aria-sort", !sorted ? "none" : descending ? "descending" : "ascending");
    const words = sorted ? `${label} ${descending ? "↓" : "↑"}` : label;
    cell.append(button(words, `sort ${key}`, () => sort(key)));
  }
  return cell;
}

function row([id, cells], columns, selected, select) {
  const line = element("tr");
  line.setAttribute("aria-selected", String(id === selected));
  cells.forEach((content, i) => {
    const cell = element(i === 0 ? "th" : "td");
    cell.dir = "auto";
    cell.className = columns[i][0];
    cell.setAttribute("data-label", columns[i][1]);
    if (i === 0) {
      cell.scope = "row";
      cell.append(button(content, `row ${id}`, () => select(id)));
    } else {
      fill(cell, content);
    }
    line.append(cell);
  });
  line.addEventListener("click", (click) => {
    if (!click.target.closest("button") && !String(window.getSelection())) select(id);
  });
  return line;
}

/** The way to the other pages, with what is shown of how much in between. */
function pager({ caption, page, pages }, turn) {
  const bar = element("nav");
  bar.setAttribute("aria-label", "Pages of the table");
  const step = (text, name, to) => {
    const made = button(text, name, () => turn(to));
    made.disabled = to < 1 || to > pages;
    return made;
  };
  bar.append(
    step("‹ Previous", "previous", page - 1),
    element("span", caption),
    step("Next ›", "next", page + 1),
  );
  return bar;
}

/** Gives the focus back to the button that had it before the table was drawn again. */
function keepFocus(root, draw) {
  const name = root.getRootNode().activeElement?.getAttribute("data-focus");
  draw();
  if (!name) return;
  const buttons = [...root.querySelectorAll("button")];
  const same = buttons.find((one) => one.getAttribute("data-focus") === name && !one.disabled);
  (same ?? root.querySelector("tbody button"))?.focus({ preventScroll: true });
}

export default function show({ data, parentElement, setTriggerValue }) {
  const table = element("table");
  const head = element("thead");
  const titles = element("tr");
  const sort = (key) => setTriggerValue("sort", key);
  titles.append(...data.columns.map((column) => header(column, data.sort, sort)));
  head.append(titles);
  const body = element("tbody");
  const select = (id) => setTriggerValue("select", id);
  body.append(...data.rows.map((one) => row(one, data.columns, data.selected, select)));
  table.append(element("caption", data.caption), head, body);
  const turn = (page) => setTriggerValue("page", page);
  const pages = data.pages > 1 ? [pager(data, turn)] : [];
  const root = parentElement.querySelector(".root");
  keepFocus(root, () => root.replaceChildren(table, ...pages));
}
