/**
 * Puts marks that would lie on top of each other into groups. Pure: a layer in, groups out; the
 * counts of the groups add up to the counts of the layer.
 */
"use strict";

((dateline) => {
  const WITHIN_PX = 34;
  const WORLD_BITS = 30; // of the layer's coordinates

  /** The layer's events and clusters as marks: pixels at its zoom, count, mix, members. */
  function marks({ zoom, events, clusters }) {
    const scale = 2 ** (zoom + 8 - WORLD_BITS);
    const singles = events.x.map((x, i) => ({
      x: x * scale,
      y: events.y[i] * scale,
      count: 1,
      mix: [[events.type[i], 1]],
      members: [i],
    }));
    const crowds = clusters.x.map((x, i) => ({
      x: x * scale,
      y: clusters.y[i] * scale,
      count: clusters.count[i],
      mix: clusters.mix[i],
      members: [],
    }));
    return singles.concat(crowds);
  }

  /** Every mark joins the first group within reach, or starts one. */
  function group(layer) {
    const cells = new Map();
    const groups = [];
    for (const mark of marks(layer)) {
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
      hasCrowd: parts.some((mark) => mark.members.length === 0),
      spread: Math.max(spread("x"), spread("y")),
    };
  }

  /** Whether the closest zoom would draw a group's members apart. */
  const splits = (group_, zoom, maxZoom) => group_.spread * 2 ** (maxZoom - zoom) > 2 * WITHIN_PX;

  Object.assign(dateline, { group, splits });
})((window.dateline ??= {}));
