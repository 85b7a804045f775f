/**
 * Puts marks that would lie on top of each other into groups. Pure: a layer in, groups out; the
 * counts of the groups add up to the counts of the layer.
 */
"use strict";

((dateline) => {
  const WITHIN_PX = 44;

  /** Pixels of a point from the north-west corner of the world, at a zoom. */
  function project(latitude, longitude, zoom) {
    const side = 256 * 2 ** zoom;
    const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, latitude)) * Math.PI) / 180);
    const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return { x: (longitude / 360 + 0.5) * side, y: y * side };
  }

  /**
   * The layer's events and clusters as marks: pixels, count, mix, numbers of its events; in the copy
   * of the world in which each is nearest to a column of pixels.
   */
  function marks({ zoom, events, clusters, colours }, middle) {
    const side = 256 * 2 ** zoom;
    const place = (latitude, longitude) => {
      const { x, y } = project(latitude, longitude, zoom);
      return { x: x + side * Math.round((middle - x) / side), y };
    };
    const singles = events.id.map((id, i) => ({
      ...place(events.latitude[i], events.longitude[i]),
      count: 1,
      mix: [[colours ? colours.events[i] : events.type[i], 1]],
      type: events.type[i],
      members: [i],
      id,
    }));
    const spots = new Set(clusters.spots);
    const crowds = clusters.count.map((count, i) => ({
      ...place(clusters.latitude[i], clusters.longitude[i]),
      count,
      mix: pairs(clusters.mix[i]),
      type: colours ? colours.lone[i] : clusters.mix[i][0],
      members: [],
      id: clusters.id[i],
      isSpot: spots.has(i),
    }));
    return singles.concat(crowds);
  }

  function pairs(flat) {
    return flat.flatMap((code, i) => (i % 2 ? [] : [[code, flat[i + 1]]]));
  }

  /** Every mark joins the first group within reach, or starts one; `middle` of the map in pixels. */
  function group(layer, middle) {
    const cells = new Map();
    const groups = [];
    for (const mark of marks(layer, middle)) {
      const near = findNear(cells, mark);
      if (near) {
        near.marks.push(mark);
        continue;
      }
      const made = { x: mark.x, y: mark.y, marks: [mark] };
      const key = cell(mark.x, mark.y);
      groups.push(made);
      cells.set(key, [...(cells.get(key) ?? []), made]);
    }
    return groups.map(({ marks: parts }) => summed(parts));
  }

  const cell = (x, y) => `${Math.floor(x / WITHIN_PX)},${Math.floor(y / WITHIN_PX)}`;

  function findNear(cells, { x, y }) {
    for (const dx of [-WITHIN_PX, 0, WITHIN_PX]) {
      for (const dy of [-WITHIN_PX, 0, WITHIN_PX]) {
        const there = cells.get(cell(x + dx, y + dy)) ?? [];
        const found = there.find((one) => Math.hypot(one.x - x, one.y - y) < WITHIN_PX);
        if (found) return found;
      }
    }
    return null;
  }

  function summed(parts) {
    const count = parts.reduce((sum, mark) => sum + mark.count, 0);
    const mean = (axis) => parts.reduce((sum, mark) => sum + mark[axis] * mark.count, 0) / count;
    const totals = new Map();
    for (const [code, part] of parts.flatMap((mark) => mark.mix)) {
      totals.set(code, (totals.get(code) ?? 0) + part);
    }
    const spread = (axis) => {
      const along = parts.map((mark) => mark[axis]);
      return Math.max(...along) - Math.min(...along);
    };
    return {
      count,
      x: mean("x"),
      y: mean("y"),
      mix: [...totals].sort((a, b) => b[1] - a[1] || a[0] - b[0]),
      members: parts.flatMap((mark) => mark.members),
      id: parts.length === 1 ? parts[0].id : null, // of the one event, else null
      type: parts[0].type, // of the one event
      isSpot: parts.length === 1 && parts[0].isSpot, // more than can be listed on one point
      hasCrowd: parts.some((mark) => mark.id === null),
      spread: Math.max(spread("x"), spread("y")),
    };
  }

  /** [name, colour] of what the colours of a layer's mixes stand for. */
  const classes = ({ colours, types }) => (colours ? colours.classes : types);

  /** The symbol of a lone event: the shape of its type, in the colour of its class. */
  function symbolOf(layer, { type, mix: [[code]] }) {
    const [name, , shape] = layer.types[type] ?? layer.types.at(-1);
    return [name, classes(layer)[code][1], shape];
  }

  /** Whether the closest zoom would draw a group's members apart. */
  const splits = (group_, zoom, maxZoom) => group_.spread * 2 ** (maxZoom - zoom) > 2 * WITHIN_PX;

  Object.assign(dateline, { classes, group, project, splits, symbolOf });
})((window.dateline ??= {}));
