/** The reports as a list, one page at a time, and the articles that they stand in. */
"use strict";

((dateline) => {
  const { html, symbol } = dateline;
  const PAGE = 25;

  const words = (tag, className, text) => html(tag, className, text, { dir: "auto" });

  /** A name that is a link where the article has an address on the web. */
  function named(tag, text, url) {
    const made = words(tag, "", text);
    if (!url) return made;
    const link = html("a", "", text, { target: "_blank", rel: "noopener noreferrer" });
    link.href = url;
    made.replaceChildren(link);
    return made;
  }

  function item(data, i, { chosen, choose }) {
    const { events } = data;
    const made = html("li", chosen ? "item chosen" : "item", "", { "data-id": events.id[i] });
    const type = data.types[events.type[i]];
    const pick = html("button", "pick", "", { type: "button", "aria-pressed": String(chosen) });
    const hollow = Boolean(events.approximate[i]);
    pick.append(symbol(type, { hollow, size: 18 }), words("b", "", data.subtypes[events.subtype[i]]));
    pick.append(html("span", "when", data.whens[events.when[i]]));
    made.append(pick, where(data, i));
    const who = data.whos[events.who[i]];
    if (who) made.append(words("p", "who", who));
    made.append(words("blockquote", "", data.sentences[events.sentence[i]]), source(data, i));
    made.addEventListener("click", ({ target }) => {
      if (!target.closest("a") && !String(window.getSelection())) choose(events.id[i]);
    });
    return made;
  }

  function where(data, i) {
    const status = data.statuses[data.events.status[i]];
    const line = words("p", "where", data.wheres[data.events.where[i]]);
    if (status) line.append(html("span", "status", `not on the map: ${status}`));
    return line;
  }

  function source(data, i) {
    const { sayer, source: number, killed } = data.events;
    const [publisher, title, day, url] = data.sources[number[i]];
    const line = words("p", "source", "");
    const facts = [
      killed[i] === null ? "" : `${killed[i].toLocaleString("en-GB")} killed`,
      data.sayers[sayer[i]] ? `according to ${data.sayers[sayer[i]]}` : "",
    ];
    for (const fact of facts.filter(Boolean)) line.append(words("span", "", fact), " · ");
    line.append(named("span", [publisher || title, day].filter(Boolean).join(", "), url));
    return line;
  }

  /** Shows the page of the list on which the chosen report is, else the wanted one. */
  function listReports(data, kept, { page, selected, choose, turn }) {
    const list = document.getElementById("reports");
    const first = page * PAGE;
    const shown = kept.slice(first, first + PAGE);
    list.start = first + 1;
    list.replaceChildren(
      ...shown.map((i) => item(data, i, { chosen: i === selected, choose })),
    );
    if (!kept.length) list.replaceChildren(html("li", "none", "No report matches these filters."));
    document.getElementById("pages").replaceChildren(...pager(kept.length, page, turn));
    list.querySelector(".chosen")?.scrollIntoView({ block: "nearest" });
  }

  function pager(count, page, turn) {
    if (count <= PAGE) return [];
    const last = Math.ceil(count / PAGE) - 1;
    const step = (by, sign, name) => {
      const button = html("button", "", sign, { type: "button", "aria-label": name });
      button.disabled = page + by < 0 || page + by > last;
      button.addEventListener("click", () => turn(page + by));
      return button;
    };
    const number = (value) => value.toLocaleString("en-GB");
    const from = page * PAGE;
    const range = `${number(from + 1)} to ${number(Math.min(from + PAGE, count))}`;
    return [
      step(-1, "‹", "Earlier page"),
      html("span", "", `${range} of ${number(count)}`),
      step(1, "›", "Later page"),
    ];
  }

  /** The page on which an event of the list stands. */
  const pageOf = (kept, i) => Math.max(0, Math.floor(kept.indexOf(i) / PAGE));

  /** Every article of the file, with its publisher and day. */
  function listSources({ sources }) {
    const items = sources.map(([publisher, title, day, url]) => {
      const item = named("li", title || "Untitled article", url);
      const byline = [publisher, day].filter(Boolean).join(", ");
      if (byline) item.append(words("span", "byline", byline));
      return item;
    });
    document.getElementById("sources").replaceChildren(...items);
  }

  Object.assign(dateline, { listReports, listSources, pageOf });
})((window.dateline ??= {}));
