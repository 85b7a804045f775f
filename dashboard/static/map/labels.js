/**
 * Hides the words on the map that would lie on a mark, on other words, on a control or across the
 * edge. Marks keep their places' names before countries keep theirs.
 */
"use strict";

((dateline) => {
  const GAP_PX = 2;

  const box = (element) => element.getBoundingClientRect();
  const meets = (a, b) =>
    a.left < b.right + GAP_PX &&
    b.left < a.right + GAP_PX &&
    a.top < b.bottom + GAP_PX &&
    b.top < a.bottom + GAP_PX;
  const within = (inner, outer) =>
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom;

  /** Shows as many words as there is room for; their order on the map decides which. */
  function declutter(map) {
    const container = map.getContainer();
    const edge = box(container);
    const marks = [...container.querySelectorAll(".mark")];
    const taken = marks.map((mark) => ({ owner: mark, ...sides(box(mark)) }));
    for (const control of container.querySelectorAll(".leaflet-control")) {
      taken.push({ owner: control, ...sides(box(control)) });
    }
    const words = [...container.querySelectorAll(".mark .place, .country-name span")];
    words.sort((a, b) => Boolean(b.closest(".mark")) - Boolean(a.closest(".mark")));
    const decided = words.map((word) => {
      const mine = sides(box(word));
      const owner = word.closest(".mark");
      const fits =
        within(mine, edge) && !taken.some((other) => other.owner !== owner && meets(mine, other));
      if (fits && mine.right > mine.left) taken.push({ owner: word, ...mine });
      return [word, fits];
    });
    // All is measured before anything changes: the browser lays the page out once.
    for (const [word, fits] of decided) word.classList.toggle("crowded", !fits);
  }

  const sides = ({ left, right, top, bottom }) => ({ left, right, top, bottom });

  Object.assign(dateline, { declutter });
})((window.dateline ??= {}));
