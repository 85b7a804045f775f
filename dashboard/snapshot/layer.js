/**
 * The layer that static/map/map.js draws, made here from the file's events as the server makes it
 * for the page: single events where there are few in view, cells of them where there are many.
 */
"use strict";

((dateline) => {
  const MOST_SINGLE = 1500;
  const TILE_PX = 256;
  const CELL_PX = 64;

  /** Adds the pixels of every event at zoom 0, NaN for those without a point. */
  function place(data) {
    const { latitude, longitude, id } = data.events;
    const pixels = id.map((_, i) =>
      latitude[i] === null ? { x: NaN, y: NaN } : dateline.project(latitude[i], longitude[i], 0),
    );
    data.x = Float64Array.from(pixels, ({ x }) => x);
    data.y = Float64Array.from(pixels, ({ y }) => y);
  }

  /** Those of these events that lie in a window. */
  function within(data, chosen, [zoom, x0, y0, x1, y1]) {
    const around = 2 ** zoom; // columns of tiles; the window may go on across the antimeridian
    const scale = around / TILE_PX;
    return chosen.filter((i) => {
      const [x, y] = [data.x[i] * scale, data.y[i] * scale];
      return (x - x0 + around) % around < x1 - x0 + 1 && y >= y0 && y < y1 + 1;
    });
  }

  /** The layer of these events in a window [zoom, first x, first y, last x, last y] of tiles. */
  function toLayer(data, chosen, win, { selected, view, notice, style }) {
    const [zoom] = win;
    const inside = within(data, chosen, win);
    const many = inside.length > MOST_SINGLE;
    const singles = many ? [] : inside;
    return {
      zoom,
      types: data.types,
      places: data.places,
      actors: data.whos,
      whens: data.whens,
      events: toColumns(data.events, singles),
      sentences: singles.map((i) => data.sentences[data.events.sentence[i]]),
      clusters: toClusters(data, many ? inside : [], zoom),
      extent: findExtent(data, chosen),
      view,
      selected: selected === null ? null : toWords(data, selected),
      notice,
      style,
    };
  }

  function toColumns(events, numbers) {
    const column = (name) => numbers.map((i) => events[name][i]);
    return {
      id: column("id"),
      latitude: column("latitude"),
      longitude: column("longitude"),
      type: column("type"),
      place: column("place"),
      actor: column("who"),
      when: column("when"),
      radius: column("radius"),
      approximate: column("approximate").map(Boolean),
    };
  }

  /** The numbers of these events by cell of the screen. */
  function toCells({ x, y }, numbers, zoom) {
    const scale = 2 ** zoom / CELL_PX;
    const cells = new Map();
    for (const i of numbers) {
      const key = `${Math.floor(x[i] * scale)},${Math.floor(y[i] * scale)}`;
      if (!cells.has(key)) cells.set(key, []);
      cells.get(key).push(i);
    }
    return [...cells.values()];
  }

  const isSpot = ({ latitude, longitude }, [first, ...others]) =>
    others.every((i) => latitude[i] === latitude[first] && longitude[i] === longitude[first]);

  const means = (column, cells) =>
    cells.map((cell) => cell.reduce((sum, i) => sum + column[i], 0) / cell.length);

  /** One entry for each cell of the screen that holds events. */
  function toClusters(data, numbers, zoom) {
    const { events } = data;
    const members = toCells(data, numbers, zoom);
    return {
      latitude: means(events.latitude, members),
      longitude: means(events.longitude, members),
      count: members.map((cell) => cell.length),
      mix: members.map((cell) => mixOf(events, cell)),
      id: members.map((cell) => (cell.length === 1 ? events.id[cell[0]] : null)),
      spots: [...members.keys()].filter((number) => isSpot(events, members[number])),
    };
  }

  /** What the player of static/map/playback.js plays: the window's cells by interval. */
  function toPlayback(data, chosen, win, by) {
    const { events } = data;
    const dated = within(data, chosen, win).filter((i) => events.first[i] !== null);
    const cells = toCells(data, dated, win[0]);
    const frames = new Map();
    cells.forEach((members, cell) => {
      const counts = new Map();
      for (const i of members) {
        const start = dateline.startOf(events.first[i], by);
        counts.set(start, (counts.get(start) ?? 0) + 1);
      }
      for (const [start, count] of counts) {
        if (!frames.has(start)) frames.set(start, []);
        frames.get(start).push(cell, count);
      }
    });
    const starts = [...frames.keys()].sort((a, b) => a - b);
    return {
      by,
      latitudes: means(events.latitude, cells),
      longitudes: means(events.longitude, cells),
      starts,
      frames: starts.map((start) => frames.get(start)),
    };
  }

  function mixOf(events, cell) {
    const counts = new Map();
    for (const i of cell) counts.set(events.type[i], (counts.get(events.type[i]) ?? 0) + 1);
    return [...counts].flat();
  }

  function findExtent({ events }, chosen) {
    const mapped = chosen.filter((i) => events.latitude[i] !== null);
    if (!mapped.length) return null;
    const ends = (column) =>
      mapped.reduce(
        ([low, high], i) => [Math.min(low, column[i]), Math.max(high, column[i])],
        [Infinity, -Infinity],
      );
    const [south, north] = ends(events.latitude);
    const [west, east] = ends(events.longitude);
    return [
      [south, west],
      [north, east],
    ];
  }

  /** An event in words for its popup, null where it has no point on the map. */
  function toWords(data, i) {
    const { events } = data;
    if (events.latitude[i] === null) return null;
    const [publisher, title, , url] = data.sources[events.source[i]];
    return {
      id: events.id[i],
      latitude: events.latitude[i],
      longitude: events.longitude[i],
      kind: data.types[events.type[i]],
      type: data.subtypes[events.subtype[i]],
      approximate: Boolean(events.approximate[i]),
      place: data.wheres[events.where[i]],
      when: data.whens[events.when[i]],
      actors: data.whos[events.who[i]],
      sentence: data.sentences[events.sentence[i]],
      source: publisher || title,
      url,
    };
  }

  Object.assign(dateline, { place, toLayer, toPlayback });
})((window.dateline ??= {}));
