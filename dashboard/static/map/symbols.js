/**
 * What stands on the map: elements made of text, never of markup, and the symbols of event types.
 * A type is [name, colour, shape], as dashboard/palette.py gives it.
 */
"use strict";

((dateline) => {
  const SVG = "http://www.w3.org/2000/svg";
  const SHAPES = {
    circle: "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z",
    square: "M5 5h14v14H5z",
    diamond: "M12 2l10 10l-10 10L2 12z",
    up: "M12 3l10 17H2z",
    down: "M12 21L2 4h20z",
    star: "M12 1l3 6.2l6.6-1.4l-3 6.2l3 6.2l-6.6-1.4l-3 6.2l-3-6.2l-6.6 1.4l3-6.2l-3-6.2l6.6 1.4z",
    cross: "M8.5 3h7v5.5h5.5v7h-5.5V21h-7v-5.5H3v-7h5.5z",
    drop: "M12 2c4 5 7 8.5 7 12.5a7 7 0 0 1-14 0C5 10.5 8 7 12 2z",
  };

  /** A new HTML element with its text and attributes. */
  function html(tag, className = "", text = "", attributes = {}) {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function svg(tag, attributes) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function picture(size, side) {
    const box = `0 0 ${side} ${side}`;
    return svg("svg", { viewBox: box, width: size, height: size, "aria-hidden": "true" });
  }

  /** A type's symbol; hollow where the place is only approximate. */
  function symbol([, colour, shape], { hollow = false, size = 24 } = {}) {
    const drawn = picture(size, 24);
    const filled = svg("path", { d: SHAPES[shape], class: hollow ? "shape hollow" : "shape" });
    filled.style.setProperty("--type", colour);
    drawn.append(svg("path", { d: SHAPES[shape], class: "halo" }), filled);
    return drawn;
  }

  /** The width in pixels of the ring of so many reports. */
  const ringSize = (count) => Math.round(30 + 7 * Math.log10(count));

  /** A count in a ring that shows the mix of types, [[number of the type, count], ...]. */
  function ring(count, mix, types) {
    const drawn = picture(ringSize(count), 40);
    drawn.append(svg("circle", { cx: 20, cy: 20, r: 19, class: "disc" }));
    let before = 0;
    for (const [code, part] of mix) {
      const arc = svg("circle", { cx: 20, cy: 20, r: 16, class: "arc", pathLength: 100 });
      arc.style.setProperty("--type", types[code][1]);
      arc.setAttribute("stroke-dasharray", `${(part / count) * 100} 100`);
      arc.setAttribute("stroke-dashoffset", (-before / count) * 100);
      drawn.append(arc);
      before += part;
    }
    const words = svg("text", { x: 20, y: 20, dy: "0.35em", "text-anchor": "middle" });
    words.textContent = shortened(count);
    drawn.append(words);
    return drawn;
  }

  function shortened(count) {
    if (count < 1000) return String(count);
    if (count < 1e6) return `${Math.round(count / 1e3)}k`;
    return `${(count / 1e6).toFixed(1)}M`;
  }

  const plural = (count, one) => `${count.toLocaleString("en-GB")} ${one}${count === 1 ? "" : "s"}`;

  Object.assign(dateline, { html, svg, symbol, ring, ringSize, plural });
})((window.dateline ??= {}));
