/** Finds a place by its name: what the gazetteer knows of that name is listed, and flown to. */
"use strict";

((dateline) => {
  const { html, button } = dateline;
  const PAUSE_MS = 250; // after the last key
  const FEWEST = 3; // letters, before anything is asked
  const MIN_KM = 3; // around a place that has no extent
  const KM_PER_DEGREE = 111.2;

  async function fetchPlaces(address, name) {
    const answer = await fetch(`${address}?${new URLSearchParams({ name })}`);
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.detail);
    return found.places;
  }

  function boundsOf({ latitude, longitude, radius }) {
    const north = Math.max(radius, MIN_KM) / KM_PER_DEGREE;
    const east = north / Math.max(0.1, Math.cos((latitude * Math.PI) / 180));
    return [
      [latitude - north, longitude - east],
      [latitude + north, longitude + east],
    ];
  }

  function option(place, i) {
    const made = html("li", "", "", { role: "option", id: `place-${i}`, "aria-selected": "false" });
    made.append(
      html("span", "", place.address, { dir: "auto" }),
      html("span", "kind", place.kind),
    );
    return made;
  }

  /** Adds the search box; `address` is that of the list of places of a name. */
  function addPlaces(map, address) {
    const box = dateline.control(map, "topright", "places");
    const form = html("form", "search", "", { role: "search" });
    const facts = {
      type: "search", placeholder: "Find a place", maxlength: 100, autocomplete: "off",
      role: "combobox", "aria-label": "Find a place", "aria-expanded": "false",
      "aria-controls": "places", "aria-autocomplete": "list",
    };
    const input = html("input", "", "", facts);
    const list = html("ul", "", "", { role: "listbox", id: "places", "aria-label": "Places" });
    const said = html("p", "", "", { role: "status" });
    form.append(input, button("find", "Find", () => form.requestSubmit()));
    box.append(form, list, said);

    let places = [];
    let at = -1; // the place that the arrow keys have come to
    let asked = 0;
    let timer = null;
    let sign = null; // where the place was found

    function fill(found, words = "") {
      places = found;
      at = -1;
      list.replaceChildren(...places.map(option));
      list.hidden = !places.length;
      said.textContent = words;
      said.hidden = !words;
      input.setAttribute("aria-expanded", String(places.length > 0));
      input.removeAttribute("aria-activedescendant");
    }

    /** The places of what was typed, null where something else was typed since. */
    async function look() {
      clearTimeout(timer);
      asked += 1;
      const mine = asked;
      const name = input.value.trim();
      let found = [];
      let words = "";
      if (name) {
        try {
          found = await fetchPlaces(address, name);
          words = found.length ? "" : "No such place is known.";
        } catch {
          words = "The places cannot be looked up just now.";
        }
      }
      if (mine !== asked) return null;
      fill(found, words);
      return found;
    }

    function mark(number) {
      at = (number + places.length) % places.length;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      input.setAttribute("aria-activedescendant", `place-${at}`);
    }

    function go(place) {
      clearTimeout(timer);
      asked += 1;
      input.value = place.address;
      fill([]);
      said.textContent = `The map shows ${place.address}.`;
      showSign(place);
      map.fitBounds(boundsOf(place), { maxZoom: 13, animate: false });
    }

    function showSign(place) {
      sign?.remove();
      sign = null;
      if (!place) return;
      const icon = L.divIcon({ className: "found", html: html("span"), iconSize: [14, 14] });
      const where = dateline.nearest(map, place.latitude, place.longitude);
      sign = L.marker(where, { icon, interactive: false, keyboard: false }).addTo(map);
      const name = html("span", "", place.name, { dir: "auto" });
      sign.bindTooltip(name, { permanent: true, direction: "bottom", offset: [0, 6] });
    }

    function clear() {
      clearTimeout(timer);
      asked += 1;
      input.value = "";
      fill([]);
      showSign(null);
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (!input.value.trim()) clear();
      else if (input.value.trim().length >= FEWEST) timer = setTimeout(look, PAUSE_MS);
    });
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && places.length) {
        event.preventDefault();
        mark(at < 0 && step < 0 ? -1 : at + step);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        clear();
      }
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (at >= 0) {
        go(places[at]);
        return;
      }
      const found = await look();
      if (found?.length === 1) go(found[0]);
      else if (found?.length) mark(0);
    });
    list.addEventListener("click", ({ target }) => {
      const item = target.closest("li");
      if (item) go(places[[...list.children].indexOf(item)]);
    });
    fill([]);
  }

  Object.assign(dateline, { addPlaces });
})((window.dateline ??= {}));
