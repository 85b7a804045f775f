/**
 * What lies beneath the events. A background is [key, name, address of tiles or "", credit, closest
 * zoom of the tiles, whether it may be darkened], as dashboard/backgrounds.py offers it.
 */
"use strict";

((dateline) => {
  let tiles = null;
  let shown = null;

  /** The background of a key, the default one, which is the first, where there is none. */
  const find = (backgrounds, key) => backgrounds.find(([one]) => one === key) ?? backgrounds[0];

  /** Lays a background beneath everything; its tiles are asked for only from now on. */
  function showBackground(map, backgrounds, wanted) {
    const [key, , url, credit, closest, followsTheme] = find(backgrounds, wanted);
    if (key === shown) return;
    shown = key;
    const container = map.getContainer();
    tiles?.remove();
    tiles = null;
    container.classList.add("without-tiles"); // until the first one is here
    container.classList.toggle("own-colours", !followsTheme);
    container.dataset.background = key;
    if (!url) return;
    const options = { attribution: credit, maxNativeZoom: closest, maxZoom: map.getMaxZoom() };
    tiles = L.tileLayer(url, options);
    tiles.once("tileload", () => container.classList.remove("without-tiles"));
    tiles.addTo(map);
  }

  Object.assign(dateline, { findBackground: find, showBackground });
})((window.dateline ??= {}));
