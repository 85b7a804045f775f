/** What a mark looks like, and the words that say the same. */
"use strict";

((dateline) => {
  const { html, symbol, ring, plural } = dateline;

  /** The place of a group, the most frequent one where there are several; undefined if unknown. */
  function placeOf(layer, group) {
    const counts = new Map();
    for (const i of group.members) {
      const name = layer.places[layer.events.place[i]];
      if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    if (group.hasCrowd || !counts.size) return undefined;
    const [[most]] = [...counts].sort((a, b) => b[1] - a[1]);
    return counts.size > 1 ? `${most} and ${counts.size - 1} more` : most;
  }

  /** A group in words, for screen readers and the tooltip. */
  function describe(layer, group) {
    const place = placeOf(layer, group);
    const [i] = group.members;
    if (group.id && i !== undefined) {
      const [type] = layer.types[layer.events.type[i]];
      return [type, place, layer.whens[layer.events.when[i]]].filter(Boolean).join(", ");
    }
    const mix = group.mix.map(([code, count]) => `${count} ${dateline.classes(layer)[code][0]}`);
    return `${plural(group.count, "report")}${place ? ` at ${place}` : ""}: ${mix.join(", ")}`;
  }

  function face(layer, group, labelled) {
    const box = html("div", "face");
    if (group.id) {
      const hollow = group.members.some((i) => layer.events.approximate[i]);
      box.append(symbol(dateline.symbolOf(layer, group), { hollow }));
    } else {
      box.append(ring(group.count, group.mix, dateline.classes(layer)));
    }
    const place = labelled && placeOf(layer, group);
    if (place) box.append(html("span", "place", place, { dir: "auto" }));
    return box;
  }

  Object.assign(dateline, { describe, face });
})((window.dateline ??= {}));
