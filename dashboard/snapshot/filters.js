/** The filters' form: filled with what there is to choose, each with its count, and read back. */
"use strict";

((dateline) => {
  const { html, symbol, select, tally, EVERYTHING, isSet } = dateline;
  const FIELDS = ["from", "to", "actor", "text"];
  const field = (name) => document.getElementById(name);

  /** Shows a filter and how many reports each choice would keep, given the other filters. */
  function fillFilters(data, filter, change) {
    for (const name of ["from", "to", "text"]) {
      if (field(name).value !== filter[name]) field(name).value = filter[name];
    }
    fillActors(data, filter);
    fillTypes(data, filter, change);
    field("clear").hidden = !Object.values(filter).some(isSet);
  }

  function fillActors(data, filter) {
    const { actors, events } = data;
    const counts = tally(events.actors, select(data, filter, ["actor"]), actors.length);
    const option = (value, text) => {
      const made = html("option", "", text);
      made.value = value;
      return made;
    };
    const numbers = [...actors.keys()].filter(
      (number) => counts[number] || actors[number] === filter.actor,
    );
    numbers.sort((a, b) => counts[b] - counts[a]);
    field("actor").replaceChildren(
      option("", `All ${actors.length}`),
      ...numbers.map((n) => option(actors[n], `${actors[n]} (${counts[n].toLocaleString("en-GB")})`)),
    );
    field("actor").value = filter.actor;
  }

  function fillTypes(data, filter, change) {
    const { types, events } = data;
    const counts = tally(events.type, select(data, filter, ["types"]), types.length);
    const buttons = types.map((type, number) => {
      const [name] = type;
      const on = filter.types.includes(name);
      const button = html("button", "type", "", { type: "button", "aria-pressed": String(on) });
      const count = html("span", "count", counts[number].toLocaleString("en-GB"));
      button.append(symbol(type, { size: 16 }), html("span", "", name, { dir: "auto" }), count);
      button.addEventListener("click", () => {
        const others = filter.types.filter((other) => other !== name);
        change({ types: on ? others : [...others, name] });
        field("types").children[number].focus();
      });
      return button;
    });
    field("types").replaceChildren(...buttons);
  }

  /** Calls `change` with the fields that the visitor sets. */
  function watchFilters(change) {
    const form = field("filters");
    form.addEventListener("input", ({ target }) => {
      if (FIELDS.includes(target.id)) change({ [target.id]: target.value });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      change(EVERYTHING);
    });
  }

  Object.assign(dateline, { fillFilters, watchFilters });
})((window.dateline ??= {}));
