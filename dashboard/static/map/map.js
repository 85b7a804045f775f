/**
 * Draws the events of one window on the Folium map.
 *
 * `dateline.start(map, options)` runs once, with the base map; `dateline.draw(layer)` each time the
 * page sends another layer (its arrays: dashboard/layers/events.py), by wire first where one holds.
 * Between two of these the map fetches windows by itself, where it has an address for them.
 */
"use strict";

((dateline) => {
  const { html, ringSize, group: toGroups, splits } = dateline;
  const MAX_ZOOM = 18;
  const SPOT = 0.001; // degrees around a spot that zooming cannot part
  const NARROW = 600; // pixels, as in map.css: a report and the buttons do not fit side by side
  const TO_THE_POINT = { reset: true }; // Leaflet pans by whole pixels otherwise
  const MAX_LABELS = 40; // more would lie on top of each other
  // Before a window has come, to a map that has been loaded anew.
  const NOTHING = {
    tiles: null,
    zoom: 0,
    types: [],
    places: [],
    actors: [],
    whens: [],
    events: { id: [], latitude: [], longitude: [], radius: [], approximate: [] },
    sentences: [],
    clusters: { latitude: [], longitude: [], count: [], mix: [], id: [], spots: [] },
    colours: null,
  };

  let map = null;
  let layer = null; // drawn last
  let group = null; // of what is drawn
  let legend = null;
  let notice = null;
  let windows = null; // how they are fetched
  let keepWire = null;
  let playback = null;
  let panel = null;
  let backgrounds = [["outline", "Outline only", "", "", MAX_ZOOM, 0]];
  let popup = null;
  let closing = false; // the page closes the popup, not the visitor
  let viewDone = 0; // number of the page's last wish where to look
  let drawings = 0;
  let focusedName = null; // of the mark that had the focus last
  let fittedAt = null; // where the map looked when it was made to show everything
  let stay = false; // the page has just said where to look: a popup must not move the map

  const showsAll = () => String(dateline.lookingAt(map)) === String(fittedAt);
  const moved = () =>
    layer &&
    dateline.sendView(map, { showsAll: showsAll(), fetchWindow: windows?.fetchWindow });

  function choose(id) {
    if (id !== dateline.chosen() || popup?.eventId !== id) dateline.sendChoice(id);
  }

  const atPixel = ({ x, y }) => map.unproject([x, y], layer.zoom);
  const atEvent = (i) =>
    dateline.nearest(map, layer.events.latitude[i], layer.events.longitude[i]);

  /** What the page sends: its wishes, and a window where it does not know that the map has it. */
  function draw(sent) {
    window.feature_group = []; // streamlit-folium would keep every old layer alive here
    const { view, selected, style, wire } = sent;
    if (layer && dateline.isOutdated(sent, layer)) return;
    const wishes = { view, selected, style, wire };
    const next = keepsWindow(sent) ? { ...layer, ...wishes } : { ...NOTHING, ...sent };
    dateline.setChosen(selected ? selected.id : null, style);
    dateline.followTheme();
    if (isOnScreen()) listen(wire);
    if (JSON.stringify(next) === JSON.stringify(layer)) return; // as fetched, or by wire
    layer = next;
    if (style) drawInStyle(style);
    lookWhereAsked();
    redraw();
    if (isInView(layer)) windows?.giveUp();
    else windows?.fetchWindow();
  }

  const isOnScreen = () => map.getContainer().clientHeight > 0;

  /** Takes layers by wire from now on: the page then knows that the map is there. */
  const listen = (wire) => wire && keepWire?.(wire);

  const isInView = ({ tiles }) => String(tiles) === String(dateline.inView());

  /** Whether the window that is drawn is of the same events, and no worse than what is sent. */
  const keepsWindow = (sent) =>
    windows &&
    layer &&
    ["query", "version", "notice"].every((name) => layer[name] === sent[name]) &&
    layer.style[1] === sent.style[1] &&
    (!sent.tiles || (isInView(layer) && !isInView(sent)));

  function drawFetched(found) {
    layer = { ...layer, ...found };
    redraw();
    dateline.sendAtRest();
  }

  function redraw() {
    const groups = toGroups(layer, map.project(map.getCenter(), layer.zoom).x);
    dateline.fillLegend(legend, layer, groups);
    group?.remove();
    group = L.featureGroup().addTo(map);
    if (heat()) dateline.heat(layer).addTo(group);
    for (const area of areas()) area.addTo(group);
    const labelled = groups.length <= MAX_LABELS;
    for (const one of groups) marker(one, labelled).addTo(group);
    focusAgain();
    fillNotice(groups.length === 0);
    showSelected();
    dateline.declutter(map);
    playback?.draw();
    stay = false;
    dateline.setDrawn(layer);
    drawings += 1;
    map.getContainer().setAttribute("data-drawings", drawings);
  }

  const heat = () => Boolean(layer.style?.[2]);

  function drawInStyle(style) {
    dateline.showBackground(map, backgrounds, style[0]);
    map.getContainer().classList.toggle("dense", heat());
    panel?.show(style);
  }

  /** Puts the focus back on the mark that lost it to a new drawing or a closed popup. */
  function focusAgain() {
    if (!focusedName || document.activeElement !== document.body) return;
    const marks = [...map.getContainer().querySelectorAll(".mark")];
    marks.find((mark) => mark.getAttribute("aria-label") === focusedName)?.focus();
  }

  function lookWhereAsked() {
    const { number, at } = layer.view;
    if (number === viewDone) return;
    viewDone = number;
    stay = Boolean(at);
    if (at) map.setView([at[0], at[1]], at[2], TO_THE_POINT);
    else showAll();
    moved(); // Leaflet says nothing where the view stays the same
  }

  function showAll() {
    if (!layer?.extent) return;
    const room = {
      paddingTopLeft: [64, 64],
      paddingBottomRight: [64, 32 + legend.offsetHeight],
    };
    map.fitBounds(layer.extent, { ...room, maxZoom: 11, animate: false });
    fittedAt = dateline.lookingAt(map);
    moved();
  }

  /** Keeps the very point in the middle, or all in view, when the frame changes its size. */
  function resized() {
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    if (!width || map.getSize().equals([width, height])) return;
    const centre = map.getCenter();
    const showedAll = showsAll();
    listen(layer?.wire);
    map.invalidateSize({ pan: false });
    map.setView(centre, map.getZoom(), TO_THE_POINT);
    if (showedAll) showAll();
  }

  /** One translucent circle for each place that is known only as an area. */
  function areas() {
    const { radius } = layer.events;
    const seen = new Map(radius.map((km, i) => [`${atEvent(i)} ${km}`, i]));
    return [...seen.values()]
      .filter((i) => radius[i] > 0)
      .map((i) => {
        const metres = radius[i] * 1000;
        return L.circle(atEvent(i), { radius: metres, interactive: false, className: "area" });
      });
  }

  function marker(group, labelled) {
    const size = group.id ? 24 : ringSize(group.count);
    const selected = group.members.some((i) => layer.events.id[i] === dateline.chosen());
    const icon = L.divIcon({
      html: dateline.face(layer, group, labelled),
      className: selected ? "mark selected" : "mark",
      iconSize: [size, size],
    });
    const made = L.marker(atPixel(group), { icon, zIndexOffset: selected ? 1000 : 0 });
    const name = dateline.describe(layer, group);
    made.on("add", () => made.getElement().setAttribute("aria-label", name));
    // An element, not a string: streamlit-folium reads a string as markup when it is clicked.
    made.bindTooltip(html("span", "", name, { dir: "auto" }), {
      direction: "top",
      offset: [0, -size / 2],
    });
    made.on("click", () => open(group));
    made.on("keydown", ({ originalEvent: { key } }) => {
      if (key === "Enter" || key === " ") open(group);
    });
    return made;
  }

  /** One report is chosen; a group is zoomed into where that parts it, and listed where not. */
  function open(group) {
    const where = atPixel(group);
    if (group.id) {
      choose(group.id);
    } else if (group.hasCrowd && !group.isSpot && layer.zoom < MAX_ZOOM) {
      map.setView(where, Math.min(layer.zoom + 2, MAX_ZOOM));
    } else if (!group.hasCrowd && splits(group, layer.zoom, MAX_ZOOM)) {
      const bounds = L.latLngBounds(group.members.map(atEvent));
      const closer = Math.max(layer.zoom + 1, map.getBoundsZoom(bounds, false, [120, 120]));
      map.setView(bounds.getCenter(), Math.min(closer, MAX_ZOOM));
    } else if (group.hasCrowd) {
      const { lat, lng } = map.wrapLatLng(where);
      const box = [lat - SPOT, lng - SPOT, lat + SPOT, lng + SPOT];
      const listed = () => dateline.sendChoice(null, box);
      const closer = () => {
        closePopup();
        map.setView(where, Math.min(layer.zoom + 4, MAX_ZOOM));
      };
      const note = dateline.crowdNote(group.count, listed, layer.zoom < MAX_ZOOM ? closer : null);
      show(where, note, null);
    } else {
      show(where, dateline.listOf(layer, group.members, choose), null);
    }
  }

  function show(where, content, eventId) {
    closePopup();
    const width = map.getSize().x;
    // Beside the buttons and below the search box where there is room; else they make room.
    const [beside, below] = width > NARROW ? [64, 56] : [8, 12];
    const options = {
      minWidth: 220,
      maxWidth: Math.min(300, width - 64),
      maxHeight: 320,
      offset: [0, -6],
      autoPan: !stay,
      autoPanPaddingTopLeft: [beside, below],
      autoPanPaddingBottomRight: [12, 12],
    };
    popup = L.popup(options).setLatLng(where).setContent(content).openOn(map);
    popup.eventId = eventId;
    content.tabIndex = -1;
    if (document.activeElement.closest(".mark")) content.focus({ preventScroll: true });
  }

  function closePopup() {
    closing = true;
    map.closePopup();
    closing = false;
    popup = null;
  }

  function showSelected() {
    const event = layer.selected;
    if (!event) {
      if (popup?.eventId) closePopup();
    } else if (popup?.eventId !== event.id) {
      const where = dateline.nearest(map, event.latitude, event.longitude);
      show(where, dateline.details(layer, event, choose), event.id);
    }
  }

  function fillNotice(isEmpty) {
    notice.hidden = !isEmpty;
    notice.replaceChildren(html("span", "", layer.notice));
    if (isEmpty && layer.extent) {
      const button = html("button", "", "Show all on the map", { type: "button" });
      button.addEventListener("click", showAll);
      notice.append(button);
    }
  }

  /** Brings marks and areas over to the copy of the world that is in view now. */
  function bringOver() {
    group?.eachLayer((drawn) => {
      if (!drawn.getLatLng) return;
      const at = drawn.getLatLng();
      const there = dateline.nearest(map, at.lat, at.lng);
      if (!there.equals(at)) drawn.setLatLng(there);
    });
  }

  function addControls(options) {
    const tools = dateline.control(map, "topleft", "leaflet-bar tools");
    tools.append(dateline.button("all", "Show all reports", showAll));
    dateline.addFullScreen(tools);
    dateline.addMeasure(map, tools);
    if (options.places) dateline.addPlaces(map, options.places);
    backgrounds = options.backgrounds ?? backgrounds;
    panel = dateline.addPanel(map, {
      backgrounds,
      hasColours: Boolean(options.backgrounds),
      choose: dateline.sendStyle,
    });
    L.control.scale({ position: "bottomright" }).addTo(map);
    legend = dateline.control(map, "bottomleft", "legend");
    const drawn = () => layer;
    const { playback: source } = options; // absent where there is nothing to play from
    playback = source ? dateline.addPlayback(map, { source, drawn }) : null;
    if (options.window) {
      const waiting = { drawn, draw: drawFetched, failed: dateline.sendNow };
      windows = dateline.windowsFrom(options.window, map, waiting);
    }
    keepWire = options.wire ? dateline.wireFrom(options.wire, draw) : null;
  }

  function start(folium, options) {
    map = folium;
    const container = map.getContainer();
    container.setAttribute("role", "region");
    container.setAttribute(
      "aria-label",
      "Map of the reports. The table on this page lists the same reports as text.",
    );
    map.attributionControl.setPrefix("Leaflet");
    addControls(options);
    notice = dateline.control(map, "topright", "notice");
    notice.setAttribute("role", "status");
    legend.hidden = true;
    notice.hidden = true;
    container.addEventListener("focusin", ({ target }) => {
      focusedName = target.closest(".mark")?.getAttribute("aria-label") ?? focusedName;
    });
    container.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && popup) map.closePopup(popup);
    });
    const sayZoom = () => container.setAttribute("data-zoom", map.getZoom());
    map.on("zoomend", sayZoom);
    sayZoom();
    map.on("moveend", moved);
    map.on("moveend", bringOver);
    map.on("moveend", () => dateline.declutter(map));
    map.on("popupopen popupclose", ({ type }) => {
      container.classList.toggle("reading", type === "popupopen");
    });
    new ResizeObserver(resized).observe(container);
    map.on("popupclose", ({ popup: closed }) => {
      if (closing || closed !== popup) return;
      popup = null;
      focusAgain();
      if (dateline.chosen()) choose(null);
    });
    const { events, RENDER_EVENT } = window.Streamlit;
    events.addEventListener(RENDER_EVENT, dateline.followTheme);
    dateline.drawOutline(map, options.outline);
  }

  Object.assign(dateline, { start, draw });
})((window.dateline ??= {}));
