/**
 * The reports as a real table, which is also what the map says to those who cannot see it.
 * A column's button sends the trigger `sort` with the column, a row's the trigger `select` with
 * the report's id, and a button below the trigger `page` with a number.
 *
 * data: {caption, columns: [[key, label, sortable]], rows: [[id, [cell, ...]]], sort: [key,
 * descending], selected, page, pages}
 */
function element(tag, text = "") {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function button(text, action) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

function header([key, label, sortable], [sortedBy, descending], sort) {
  const cell = element("th", sortable ? "" : label);
  cell.scope = "col";
  if (sortable) {
    const sorted = key === sortedBy;
    cell.setAttribute("aria-sort", !sorted ? "none" : descending ? "descending" : "ascending");
    cell.append(button(sorted ? `${label} ${descending ? "↓" : "↑"}` : label, () => sort(key)));
  }
  return cell;
}

function row([id, cells], columns, selected, select) {
  const line = element("tr");
  line.setAttribute("aria-selected", String(id === selected));
  cells.forEach((text, i) => {
    const cell = element(i === 0 ? "th" : "td", i === 0 ? "" : text);
    cell.dir = "auto";
    cell.className = columns[i][0];
    cell.setAttribute("data-label", columns[i][1]);
    if (i === 0) {
      cell.scope = "row";
      cell.append(button(text, () => select(id)));
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
  const step = (text, to) => {
    const made = button(text, () => turn(to));
    made.disabled = to < 1 || to > pages;
    return made;
  };
  bar.append(step("‹ Previous", page - 1), element("span", caption), step("Next ›", page + 1));
  return bar;
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
  parentElement.querySelector(".root").replaceChildren(table, ...pages);
}
