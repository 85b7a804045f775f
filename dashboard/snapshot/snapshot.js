/**
 * A saved view without a server: answers here what the page asks its server, from the data in this
 * file. The map's scripts are the page's own; they speak to `window.Streamlit`, so that stands here.
 * What the visitor chose is kept behind the # of the address, under the names of the page's links.
 */
"use strict";

((dateline) => {
  const parse = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = parse("data");
  const { EVERYTHING, isSet, select, plural, day, days, toDay } = dateline;

  let filter = EVERYTHING;
  let kept = []; // numbers of the events that the filter keeps
  let selected = null; // number of the chosen event
  let page = 0;
  let win = null; // the map's tiles in view
  let view = { number: 1, at: null };
  let seen = 0; // number of the map's last choice
  let style = ["", "type", 0]; // how the map is drawn

  const host = new EventTarget();
  window.Streamlit = { events: host, RENDER_EVENT: "render", setComponentValue: follow };

  /** What the map sends: another window, a choice, or a spot to list. */
  function follow({ win: tiles, sel, seq, box, style: wanted }) {
    const moved = String(tiles) !== String(win);
    win = tiles;
    style = wanted ?? style;
    if (seq > seen) {
      seen = seq;
      if (box) change({ box });
      else choose(sel);
    } else if (moved) {
      drawMap();
    }
  }

  function change(fields) {
    filter = { ...filter, ...fields };
    kept = select(data, filter);
    page = 0;
    show();
  }

  function choose(id) {
    selected = id === null ? null : data.events.id.indexOf(id);
    if (selected !== null) page = dateline.pageOf(kept, selected);
    show();
  }

  /** Chosen in the list: the map goes there, if it is out of view. */
  function find(id) {
    const i = data.events.id.indexOf(id);
    const { latitude, longitude } = data.events;
    if (latitude[i] !== null && !map.getBounds().contains([latitude[i], longitude[i]])) {
      view = { number: view.number + 1, at: [latitude[i], longitude[i], map.getZoom()] };
    }
    choose(i === selected ? null : id);
  }

  function show() {
    writeHeadline();
    dateline.fillFilters(data, filter, change);
    drawTimeline();
    drawMap();
    drawList();
    writeLink();
  }

  function drawList() {
    const turn = (wanted) => {
      page = wanted;
      drawList();
      document.getElementById("reports").scrollTop = 0;
    };
    dateline.listReports(data, kept, { page, selected, choose: find, turn });
  }

  function drawMap() {
    if (!win) return;
    const notice = kept.length ? "No reports in this part of the map." : "No reports to show.";
    const layer = dateline.toLayer(data, kept, win, { selected, view, notice, style });
    layer.query = JSON.stringify(filter); // what the player asks again for
    dateline.draw(layer);
  }

  function drawTimeline() {
    const { bars, by, events } = data;
    const inReach = select(data, filter, ["from", "to"]).filter((i) => events.bar[i] >= 0);
    const counts = dateline.tally(events.bar, inReach, bars.length);
    const box = document.getElementById("timeline");
    box.hidden = !bars.length;
    dateline.timeline({
      parentElement: box.shadowRoot,
      data: {
        label: `Reports per ${by}; the dates can also be typed in the filters.`,
        bars: bars.map(([first, last, words], i) => [
          first,
          last,
          `${words}: ${plural(counts[i], "report")}`,
          counts[i],
        ]),
        from: filter.from,
        to: filter.to,
        first: bars.length ? day(toDay(bars[0][0])) : "",
        last: bars.length ? day(toDay(bars.at(-1)[1])) : "",
      },
      setTriggerValue: (_, sent) => {
        const [from, to] = sent === "all" ? ["", ""] : sent;
        const again = from === filter.from && to === filter.to; // the same bars: all dates
        change(again ? { from: "", to: "" } : { from, to });
      },
    });
  }

  function writeHeadline() {
    const { incident, first, last, status } = data.events;
    const incidents = new Set(kept.map((i) => incident[i])).size;
    const dated = kept.filter((i) => first[i] !== null);
    const start = dated.reduce((low, i) => Math.min(low, first[i]), Infinity);
    const end = dated.reduce((high, i) => Math.max(high, last[i]), -Infinity);
    const counts = `${plural(kept.length, "report")} of ${plural(incidents, "incident")}`;
    const words = kept.length ? [counts, dated.length ? days(start, end) : ""] : ["No reports"];
    document.getElementById("headline").textContent = words.filter(Boolean).join(", ");
    const statuses = dateline.tally(status, kept, data.statuses.length);
    const off = data.statuses
      .map((name, i) => (name && statuses[i] ? `${statuses[i].toLocaleString("en-GB")} ${name}` : ""))
      .filter(Boolean);
    const on = kept.filter((i) => !data.statuses[status[i]]).length;
    document.getElementById("placement").textContent = off.length
      ? `${on.toLocaleString("en-GB")} on the map, ${off.join(", ")}`
      : "";
  }

  function writeLink() {
    const link = new URLSearchParams();
    for (const name of ["from", "to", "actor", "text"]) if (filter[name]) link.set(name, filter[name]);
    for (const type of filter.types) link.append("type", type);
    if (isSet(filter.box)) link.set("box", filter.box.map((degrees) => degrees.toFixed(4)));
    if (selected !== null) link.set("event", data.events.id[selected]);
    history.replaceState(null, "", `#${link}`);
  }

  /** Takes filter and choice from the address; what makes no sense there is passed over. */
  function readLink() {
    const link = new URLSearchParams(location.hash.slice(1));
    const read = (name, makesSense) => {
      const value = link.get(name) ?? "";
      return makesSense(value) ? value : "";
    };
    const isDay = (value) => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
    const box = (link.get("box") ?? "").split(",").map(Number);
    const known = data.types.map(([name]) => name);
    filter = {
      from: read("from", isDay),
      to: read("to", isDay),
      actor: read("actor", (name) => data.actors.includes(name)),
      types: link.getAll("type").filter((name) => known.includes(name)),
      text: read("text", (words) => words.length <= 200),
      box: box.length === 4 && box.every(Number.isFinite) ? box : null,
    };
    kept = select(data, filter);
    const chosen = data.events.id.indexOf(link.get("event"));
    selected = chosen >= 0 ? chosen : null;
    page = selected === null ? 0 : dateline.pageOf(kept, selected);
  }

  dateline.place(data);
  const map = L.map("map", {
    center: [25, 20],
    zoom: 2,
    minZoom: 1,
    maxZoom: 18,
    worldCopyJump: true,
    zoomAnimation: false,
    fadeAnimation: false,
  });
  dateline.start(map, {
    outline: parse("outline"),
    playback: async (tiles, by) => dateline.toPlayback(data, kept, tiles, by || data.by),
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    host.dispatchEvent(new Event("render"));
  });
  readLink();
  dateline.watchFilters(change);
  dateline.listSources(data);
  win = [map.getZoom(), 0, 0, 2 ** map.getZoom() - 1, 2 ** map.getZoom() - 1];
  show();
  addEventListener("hashchange", () => {
    readLink();
    show();
  });
})((window.dateline ??= {}));
