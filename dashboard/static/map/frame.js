/**
 * What stands around the events: outline of countries, legend, theme, boxes for words and buttons.
 */
"use strict";

((dateline) => {
  const { html, symbol } = dateline;

  function control(map, position, className) {
    const made = L.control({ position });
    made.onAdd = () => {
      const box = html("div", className);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      return box;
    };
    return made.addTo(map).getContainer();
  }

  /** Follows the page's theme: the component library gives its colours to this frame. */
  function followTheme() {
    const background = getComputedStyle(document.body).backgroundColor;
    const [red, green, blue] = (background.match(/[\d.]+/g) ?? [255, 255, 255]).map(Number);
    const dark = red * 0.3 + green * 0.59 + blue * 0.11 < 128;
    document.documentElement.classList.toggle("dark", dark);
  }

  async function fetchOutline(url) {
    const answer = await fetch(url);
    return answer.ok ? answer.json() : [];
  }

  /**
   * Countries beneath everything, so that the map is never blank where tiles cannot be reached.
   * `outline` is their GeoJSON, or its address.
   */
  async function drawOutline(map, outline) {
    map.createPane("outline").style.zIndex = 150;
    const geojson = typeof outline === "string" ? await fetchOutline(outline) : outline;
    const countries = L.geoJSON(geojson, {
      pane: "outline",
      interactive: false,
      style: { className: "country", weight: 1 },
      attribution: "Natural Earth",
    }).addTo(map);
    const places = countries.getLayers().map((country) => [country, largestPart(country)]);
    places.sort(([, a], [, b]) => width(b) - width(a)); // the first get the room
    for (const [country, part] of places) nameCountry(map, country, part);
    dateline.declutter(map);
  }

  const width = (bounds) => bounds.getEast() - bounds.getWest();

  function largestPart(country) {
    const parts = country.getLatLngs().map((rings) => L.polygon(rings).getBounds());
    return parts.reduce((a, b) => (width(b) > width(a) ? b : a));
  }

  /** Its name in the middle of its largest part; shown only where no tiles bring names. */
  function nameCountry(map, country, part) {
    const name = html("span", "", country.feature.properties.name);
    const icon = L.divIcon({ html: name, className: "country-name", iconSize: null });
    const silent = { icon, pane: "outline", interactive: false, keyboard: false };
    L.marker(part.getCenter(), silent).addTo(map);
  }

  /** What colours stand for on the map, and the shapes of types where colours do not tell them. */
  function fillLegend(box, layer, groups) {
    const rows = html("ul", "", "", { "aria-label": "Key" });
    const row = (picture, words, className = "") => {
      const line = html("li", className);
      line.append(picture, html("span", "", words, { dir: "auto" }));
      rows.append(line);
    };
    box.replaceChildren(rows);
    box.hidden = groups.length === 0;
    if (layer.style?.[2]) {
      row(dateline.densityKey(), "from few reports to many");
      return;
    }
    const inUse = (codes) => [...new Set(codes)].sort((a, b) => a - b);
    const codes = inUse(groups.flatMap((group) => group.mix.map(([code]) => code)));
    const shapeOf = (code) => (layer.colours ? "circle" : layer.types[code][2]);
    for (const code of codes) {
      const [name, colour] = dateline.classes(layer)[code];
      row(symbol([name, colour, shapeOf(code)], { size: 16 }), name);
    }
    const lone = groups.filter((group) => layer.colours && group.id).map((group) => group.type);
    for (const type of inUse(lone)) {
      const [name, , shape] = layer.types[type] ?? layer.types.at(-1);
      row(symbol([name, "var(--paper)", shape], { size: 16 }), name, "shape-row");
    }
    if (layer.events.approximate.includes(true)) {
      const area = symbol(["", "currentColor", "circle"], { hollow: true, size: 16 });
      row(area, "Place known only roughly");
    }
  }

  /** A button for the whole screen, where the browser lets a page have it. */
  function addFullScreen(tools) {
    if (!document.fullscreenEnabled) return;
    const root = document.documentElement;
    const opener = dateline.button("full", "Full screen", () => {
      if (document.fullscreenElement) document.exitFullscreen();
      else root.requestFullscreen();
    });
    document.addEventListener("fullscreenchange", () => {
      const isFull = Boolean(document.fullscreenElement);
      dateline.label(opener, isFull ? "window" : "full", isFull ? "Leave full screen" : "Full screen");
    });
    tools.append(opener);
  }

  Object.assign(dateline, { addFullScreen, control, followTheme, drawOutline, fillLegend });
})((window.dateline ??= {}));
