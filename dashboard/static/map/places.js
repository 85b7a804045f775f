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

  function makeControls(map) {
    const box = dateline.control(map, "topright", "places");
    const form = html("form", "search", "", { role: "search" });
    const input = html("input", "", "", {
      type: "search",
      placeholder: "Find a place",
      maxlength: 100,
      autocomplete: "off",
      role: "combobox",
      "aria-label": "Find a place",
      "aria-expanded": "false",
      "aria-controls": "places",
      "aria-autocomplete": "list",
    });
    const list = html("ul", "", "", { role: "listbox", id: "places", "aria-label": "Places" });
    const said = html("p", "", "", { role: "status" });
    form.append(
      input,
      button("find", "Find", () => form.requestSubmit()),
    );
    box.append(form, list, said);
    return { form, input, list, said };
  }

  class Search {
    constructor(map, address) {
      this.map = map;
      this.address = address;
      this.asked = 0; // number of the last question; earlier answers are passed over
      this.timer = null;
      this.sign = null; // where the place was found
      this.controls = makeControls(map);
      this.listen();
      this.fill([]);
    }

    listen() {
      const { form, input, list } = this.controls;
      input.addEventListener("input", () => {
        const letters = input.value.trim().length;
        if (!letters) this.clear();
        else this.lookAfter(letters >= FEWEST ? PAUSE_MS : null);
      });
      input.addEventListener("keydown", (event) => this.press(event));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.submit();
      });
      list.addEventListener("click", ({ target }) => {
        const item = target.closest("li");
        if (item) this.go(this.places[[...list.children].indexOf(item)]);
      });
    }

    fill(places, words = "") {
      const { input, list, said } = this.controls;
      this.places = places;
      this.at = -1; // the place that the arrow keys have come to
      list.replaceChildren(...places.map(option));
      list.hidden = !places.length;
      said.textContent = words;
      said.hidden = !words;
      input.setAttribute("aria-expanded", String(places.length > 0));
      input.removeAttribute("aria-activedescendant");
    }

    /** Looks once nothing was typed for so long; null: not at all. Older answers do not count. */
    lookAfter(milliseconds) {
      clearTimeout(this.timer);
      this.asked += 1;
      if (milliseconds !== null) this.timer = setTimeout(() => this.look(), milliseconds);
    }

    /** Lists the places of what was typed; whether that is still what stands there. */
    async look() {
      this.lookAfter(null);
      const mine = this.asked;
      const name = this.controls.input.value.trim();
      if (!name) return false;
      let found = [];
      let words;
      try {
        found = await fetchPlaces(this.address, name);
        words = found.length ? "" : "No such place is known.";
      } catch {
        words = "The places cannot be looked up just now.";
      }
      if (mine !== this.asked) return false;
      this.fill(found, words);
      return true;
    }

    mark(number) {
      const { input, list } = this.controls;
      this.at = (number + this.places.length) % this.places.length;
      [...list.children].forEach((item, i) => {
        item.setAttribute("aria-selected", String(i === this.at));
      });
      input.setAttribute("aria-activedescendant", `place-${this.at}`);
    }

    press(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.places.length) {
        event.preventDefault();
        this.mark(this.at < 0 && step < 0 ? -1 : this.at + step);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        this.clear();
      }
    }

    /** Goes to the marked place, or to the only one; marks the first of several. */
    async submit() {
      if (this.at >= 0) this.go(this.places[this.at]);
      else if (await this.look()) {
        if (this.places.length === 1) this.go(this.places[0]);
        else if (this.places.length) this.mark(0);
      }
    }

    go(place) {
      this.lookAfter(null);
      this.controls.input.value = place.address;
      this.fill([]);
      this.showSign(place);
      this.map.fitBounds(boundsOf(place), { maxZoom: 13, animate: false });
    }

    showSign(place) {
      this.sign?.remove();
      this.sign = null;
      if (!place) return;
      const icon = L.divIcon({ className: "found", html: html("span"), iconSize: [14, 14] });
      const where = dateline.nearest(this.map, place.latitude, place.longitude);
      this.sign = L.marker(where, { icon, interactive: false, keyboard: false });
      const name = html("span", "", place.name, { dir: "auto" });
      const options = { permanent: true, direction: "bottom", offset: [0, 6] };
      this.sign.bindTooltip(name, options).addTo(this.map);
    }

    clear() {
      this.lookAfter(null);
      this.controls.input.value = "";
      this.fill([]);
      this.showSign(null);
    }
  }

  /** Adds the search box; `address` is that of the list of places of a name. */
  const addPlaces = (map, address) => new Search(map, address);

  Object.assign(dateline, { addPlaces });
})((window.dateline ??= {}));
