/**
 * Measures a way: a click adds a point to it, and so does Enter in the middle of the map, which the
 * arrow keys move; Backspace takes the last one back, Escape ends.
 */
"use strict";

((dateline) => {
  const { html, button } = dateline;
  const MILE_M = 1609.344;
  const HINT = "Click on the map, or press Enter for its middle. Escape ends.";

  function inWords(metres) {
    const far = metres >= 100000;
    const digits = { maximumFractionDigits: far ? 0 : 1 };
    const number = (value) => value.toLocaleString("en-GB", digits);
    return `${number(metres / 1000)} km, ${number(metres / MILE_M)} miles`;
  }

  /** Adds its button to the tools, and what it says to the map. */
  function addMeasure(map, tools) {
    const container = map.getContainer();
    const opener = button("measure", "Measure a distance", () => (on ? end() : start()));
    opener.setAttribute("aria-pressed", "false");
    tools.append(opener);
    const said = dateline.control(map, "topleft", "measured");
    said.setAttribute("role", "status");
    said.hidden = true;
    const cross = html("div", "crosshair", "", { "aria-hidden": "true" });
    const line = L.polyline([], { className: "way", interactive: false });
    const ends = L.layerGroup();
    let on = false;

    function draw() {
      const way = line.getLatLngs();
      ends.clearLayers();
      for (const point of way) {
        L.circleMarker(point, { radius: 4, className: "way-point", interactive: false }).addTo(ends);
      }
      const metres = way.slice(1).reduce((sum, to, i) => sum + map.distance(way[i], to), 0);
      said.textContent = way.length > 1 ? inWords(metres) : HINT;
    }

    function add(point) {
      line.addLatLng(point);
      draw();
    }

    const clicked = ({ latlng }) => add(latlng);

    function pressed(event) {
      if (event.key === "Escape") end();
      else if (event.target !== container) return;
      else if (event.key === "Enter") add(map.getCenter());
      else if (event.key === "Backspace") {
        line.setLatLngs(line.getLatLngs().slice(0, -1));
        draw();
      } else return;
      event.preventDefault();
      event.stopPropagation();
    }

    function turn(isOn) {
      on = isOn;
      said.hidden = !on;
      opener.setAttribute("aria-pressed", String(on));
      container.classList.toggle("measuring", on);
    }

    function start() {
      turn(true);
      line.setLatLngs([]).addTo(map);
      ends.addTo(map);
      draw();
      container.append(cross);
      map.on("click", clicked);
      container.addEventListener("keydown", pressed, true);
      map.doubleClickZoom.disable();
      container.focus({ preventScroll: true });
    }

    function end() {
      turn(false);
      line.remove();
      ends.remove();
      cross.remove();
      map.off("click", clicked);
      container.removeEventListener("keydown", pressed, true);
      map.doubleClickZoom.enable();
      opener.focus();
    }
  }

  Object.assign(dateline, { addMeasure });
})((window.dateline ??= {}));
