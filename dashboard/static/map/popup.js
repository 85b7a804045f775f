/**
 * What a popup holds: the reports of one spot, or one report in full. `choose` is called with the
 * id of the report that the visitor picks.
 */
"use strict";

((dateline) => {
  const { html, symbol, plural } = dateline;

  /** All reports of one spot, as buttons. */
  function listOf(layer, members, choose) {
    const { events, types, places, whens, sentences } = layer;
    const box = html("div", "reports");
    const place = places[events.place[members[0]]] ?? "one spot";
    box.append(html("h2", "", `${plural(members.length, "report")} at ${place}`, { dir: "auto" }));
    for (const i of members) {
      const button = html("button", "report", "", { type: "button" });
      const words = html("span", "words");
      const type = types[events.type[i]];
      words.append(
        html("b", "", `${type[0]}, ${whens[events.when[i]]}`),
        html("span", "", sentences[i] ?? layer.actors[events.actor[i]] ?? "", { dir: "auto" }),
      );
      button.append(symbol(type, { hollow: events.approximate[i], size: 18 }), words);
      button.addEventListener("click", () => choose(events.id[i]));
      box.append(button);
    }
    return box;
  }

  /**
   * More reports on one spot than the map has the words of; `showTable` opens them in the table,
   * `comeCloser`, null at the closest zoom, shows the spot alone.
   */
  function crowdNote(count, showTable, comeCloser) {
    const box = html("div", "reports");
    box.append(html("h2", "", `${plural(count, "report")} on one spot`));
    const add = (words, act) => {
      const button = html("button", "report", words, { type: "button" });
      button.addEventListener("click", act);
      box.append(button);
    };
    add("List them in the table", showTable);
    if (comeCloser) add("Come closer", comeCloser);
    return box;
  }

  /** The chosen event in full: what, where, when, who, the sentence, the source. */
  function details(layer, event, choose) {
    const box = html("article", "event");
    const heading = html("h2");
    heading.append(
      symbol(event.kind, { hollow: event.approximate, size: 18 }),
      html("span", "", event.type, { dir: "auto" }),
    );
    box.append(
      heading,
      html("p", "where", event.place, { dir: "auto" }),
      html("p", "when", event.when),
    );
    if (event.actors) box.append(html("p", "who", event.actors, { dir: "auto" }));
    box.append(html("blockquote", "", event.sentence, { dir: "auto" }), source(event));
    const here = layer.events.id.filter(
      (_, i) =>
        layer.events.latitude[i] === event.latitude &&
        layer.events.longitude[i] === event.longitude,
    );
    if (here.length > 1 && here.includes(event.id)) box.append(pager(here, event.id, choose));
    return box;
  }

  function source({ source: name, url }) {
    const line = html("p", "source", "", { dir: "auto" });
    if (url && /^https?:\/\//i.test(url)) {
      const link = html("a", "", name, { target: "_blank", rel: "noopener noreferrer" });
      link.href = url;
      line.append(link);
    } else {
      line.textContent = name;
    }
    return line;
  }

  function pager(ids, id, choose) {
    const index = ids.indexOf(id);
    const bar = html("nav", "pager", "", { "aria-label": "Reports at this spot" });
    const step = (by, sign, name) => {
      const button = html("button", "", sign, { type: "button", "aria-label": name });
      button.addEventListener("click", () => choose(ids[(index + by + ids.length) % ids.length]));
      return button;
    };
    bar.append(
      step(-1, "‹", "Previous report here"),
      html("span", "", `${index + 1} of ${ids.length} here`),
      step(1, "›", "Next report here"),
    );
    return bar;
  }

  Object.assign(dateline, { listOf, crowdNote, details });
})((window.dateline ??= {}));
