/**
 * Where the reports are dense: every mark of the window as a soft spot, the denser the warmer. Drawn
 * from the same arrays as the marks, so that it costs no bytes.
 */
"use strict";

((dateline) => {
  const RADIUS_PX = 42;
  const SCALE = 0.5; // of the drawing, which is soft anyhow
  const FAINTEST = 0.12; // of the weight of the densest mark
  // Inferno's warm half, told apart by lightness alone; from sparse to dense on a light page.
  const LIGHT = [
    "rgb(250 190 60 / 0%)",
    "rgb(246 163 40 / 70%)",
    "rgb(207 68 70 / 85%)",
    "rgb(87 15 109 / 92%)",
  ];
  const DARK = [
    "rgb(120 28 109 / 0%)",
    "rgb(160 45 100 / 75%)",
    "rgb(237 105 37 / 85%)",
    "rgb(252 255 164 / 95%)",
  ];

  function makeCanvas(width, height) {
    const canvas = document.createElement("canvas");
    return Object.assign(canvas, { width: Math.max(1, width), height: Math.max(1, height) });
  }

  const colours = () => (document.documentElement.classList.contains("dark") ? DARK : LIGHT);

  /** The colours of 256 densities, four numbers each. */
  function makeScale() {
    const canvas = makeCanvas(256, 1);
    const context = canvas.getContext("2d");
    const gradient = context.createLinearGradient(0, 0, 256, 0);
    const stops = colours();
    stops.forEach((colour, i) => gradient.addColorStop(i / (stops.length - 1), colour));
    context.fillStyle = gradient;
    context.fillRect(0, 0, 256, 1);
    return context.getImageData(0, 0, 256, 1).data;
  }

  function makeSpot(radius) {
    const canvas = makeCanvas(2 * radius, 2 * radius);
    const context = canvas.getContext("2d");
    const gradient = context.createRadialGradient(radius, radius, 0, radius, radius, radius);
    gradient.addColorStop(0, "rgb(0 0 0 / 100%)");
    gradient.addColorStop(0.5, "rgb(0 0 0 / 45%)");
    gradient.addColorStop(1, "rgb(0 0 0 / 0%)");
    context.fillStyle = gradient;
    context.fillRect(0, 0, 2 * radius, 2 * radius);
    return canvas;
  }

  /** What is dense, as the opacity of a drawing of its own. */
  function addUp(points, size) {
    const canvas = makeCanvas(Math.ceil(size.width * SCALE), Math.ceil(size.height * SCALE));
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const radius = Math.round(RADIUS_PX * SCALE);
    const spot = makeSpot(radius);
    for (const { x, y, weight } of points) {
      context.globalAlpha = weight;
      context.drawImage(spot, x * SCALE - radius, y * SCALE - radius);
    }
    return { canvas, context };
  }

  function colour({ canvas, context }) {
    const scale = makeScale();
    const image = context.getImageData(0, 0, canvas.width, canvas.height);
    const { data } = image;
    for (let i = 0; i < data.length; i += 4) {
      const density = data[i + 3] * 4;
      for (let part = 0; part < 4; part += 1) data[i + part] = scale[density + part];
    }
    context.putImageData(image, 0, 0);
  }

  /** Marks of one spot count together; a mark's weight grows with the root of its count. */
  function weigh({ events, clusters }) {
    const counts = new Map();
    const add = (latitude, longitude, count) => {
      const key = `${latitude} ${longitude}`;
      const there = counts.get(key) ?? { latitude, longitude, count: 0 };
      counts.set(key, { ...there, count: there.count + count });
    };
    events.id.forEach((_, i) => add(events.latitude[i], events.longitude[i], 1));
    clusters.count.forEach((n, i) => add(clusters.latitude[i], clusters.longitude[i], n));
    const spots = [...counts.values()];
    const highest = spots.reduce((high, { count }) => Math.max(high, count), 1);
    return spots.map((one) => ({
      ...one,
      weight: FAINTEST + (1 - FAINTEST) * Math.sqrt(one.count / highest),
    }));
  }

  /** A layer that shows where the reports of a window are dense. */
  function heat(layer) {
    const spots = weigh(layer);
    return dateline.canvas("heat", (context, toPoint, size) => {
      const points = spots.map(({ latitude, longitude, weight }) => {
        const { x, y } = toPoint(latitude, longitude);
        return { x, y, weight };
      });
      const added = addUp(points, size);
      colour(added);
      context.drawImage(added.canvas, 0, 0, size.width, size.height);
    });
  }

  /** The key to the colours: from few reports to many. */
  function densityKey() {
    const bar = dateline.html("span", "density");
    bar.style.background = `linear-gradient(90deg, ${colours().join(", ")})`;
    return bar;
  }

  Object.assign(dateline, { densityKey, heat });
})((window.dateline ??= {}));
