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

  /** The types on the map with their symbols. */
  function fillLegend(box, layer, groups) {
    const codes = [...new Set(groups.flatMap((group) => group.mix.map(([code]) => code)))];
    const rows = html("ul", "", "", { "aria-label": "Key" });
    const row = (picture, words) => {
      const line = html("li");
      line.append(picture, html("span", "", words));
      rows.append(line);
    };
    for (const code of codes.sort((a, b) => a - b)) {
      row(symbol(layer.types[code], { size: 16 }), layer.types[code][0]);
    }
    if (layer.events.approximate.includes(true)) {
      const area = symbol(["", "currentColor", "circle"], { hollow: true, size: 16 });
      row(area, "Place known only roughly");
    }
    box.replaceChildren(rows);
    box.hidden = codes.length === 0;
  }

  Object.assign(dateline, { control, followTheme, drawOutline, fillLegend });
})((window.dateline ??= {}));
