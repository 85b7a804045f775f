/**
 * Plays the reports in view over time. One matrix of cells by days, weeks or months is fetched when
 * the visitor starts; everything after that happens here.
 *
 * A matrix is {by, latitudes, longitudes, starts, frames}: frame i begins on day starts[i] and is
 * [cell, count, cell, count ...]; intervals without reports have none.
 */
"use strict";

((dateline) => {
  const { html, button, label, plural, interval, next } = dateline;
  const WHOLE_MS = 20000; // for all steps together, within the two bounds below
  const FASTEST_MS = 90;
  const SLOWEST_MS = 900;
  const LARGEST_PX = 30;
  const INTERVALS = { day: "Day", week: "Week", month: "Month" };

  /** One step for each interval from first to last, those without reports too. */
  function toSteps({ by, starts, frames }) {
    const frameOf = new Map(starts.map((start, i) => [start, frames[i]]));
    const steps = [];
    for (let start = starts[0]; start <= starts.at(-1); start = next(start, by)) {
      steps.push({ start, frame: frameOf.get(start) ?? [] });
    }
    return steps;
  }

  const total = (frame) => frame.reduce((sum, number, i) => sum + (i % 2 ? number : 0), 0);

  const most = (frame) => frame.reduce((high, n, i) => (i % 2 ? Math.max(high, n) : high), 1);

  /** Circles whose areas are the counts, over faint dots where there is anything at any time. */
  function paint(context, toPoint, { matrix, highest, frame }) {
    const style = getComputedStyle(document.documentElement);
    const [paper, accent] = ["--paper", "--accent"].map((name) => style.getPropertyValue(name));
    const circle = (cell, radius) => {
      const { x, y } = toPoint(matrix.latitudes[cell], matrix.longitudes[cell]);
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
    };
    Object.assign(context, { fillStyle: accent, strokeStyle: paper, lineWidth: 1.5 });
    context.globalAlpha = 0.3;
    for (const cell of matrix.latitudes.keys()) {
      circle(cell, 2.5);
      context.fill();
    }
    for (let i = 0; i < frame.length; i += 2) {
      circle(frame[i], 4 + (LARGEST_PX - 4) * Math.sqrt(frame[i + 1] / highest));
      context.globalAlpha = 0.75;
      context.fill();
      context.globalAlpha = 1;
      context.stroke();
    }
  }

  /** The matrix of a window from its address; an error in the server's words where it has none. */
  async function fetchMatrix(win, by, { address, query, version }) {
    const asked = new URLSearchParams(query);
    asked.set("win", win);
    asked.set("version", version);
    if (by) asked.set("by", by);
    const answer = await fetch(`${address}?${asked}`);
    const found = await answer.json();
    if (!answer.ok) throw new Error(found.detail);
    return found;
  }

  /**
   * Adds the player. `source` is an address that answers with the matrix of a window, or a function
   * of window and interval that promises one; `drawn()` is the layer on the map. `draw()` of what
   * this returns is to be called whenever the map has been drawn anew.
   */
  function addPlayback(map, { source, drawn }) {
    const drawnFor = () => [drawn()?.query, drawn()?.version, dateline.inView()];
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const box = dateline.control(map, "bottomleft", "player");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Reports over time");
    const start = button(still ? "next" : "play", "Play over time", toggle);
    const by = html("select", "", "", { "aria-label": "Each step a" });
    for (const [value, words] of Object.entries(INTERVALS)) {
      by.append(html("option", "", words, { value }));
    }
    const slider = html("input", "", "", { type: "range", min: 0, "aria-label": "Time shown" });
    const said = html("output", "", "", { role: "status" });
    const close = button("close", "Back to all dates", stop);
    const rest = html("div", "timing");
    rest.append(by, slider, close, said);
    rest.hidden = true;
    box.append(start, rest);

    let matrix = null;
    let steps = [];
    let at = 0;
    let highest = 1;
    let timer = null;
    let shownFor = null; // what was drawn when the matrix was asked for

    const layer = dateline.canvas("played", (context, toPoint) =>
      paint(context, toPoint, { matrix, highest, frame: steps[at].frame }),
    );
    const verb = () => (still ? `Next ${matrix.by}` : "Play");

    function show(number) {
      at = number;
      const { start: first, frame } = steps[at];
      const words = `${interval(first, matrix.by)}: ${plural(total(frame), "report")}`;
      slider.value = at;
      slider.setAttribute("aria-valuetext", words);
      said.textContent = words;
      if (map.hasLayer(layer)) layer.redraw();
      else layer.addTo(map);
    }

    function run() {
      pause();
      if (at === steps.length - 1) show(0);
      const wait = Math.min(SLOWEST_MS, Math.max(FASTEST_MS, WHOLE_MS / steps.length));
      said.setAttribute("aria-live", "off"); // nobody could listen as fast
      label(start, "pause", "Pause");
      timer = setInterval(() => {
        show(at + 1);
        if (at === steps.length - 1) pause();
      }, wait);
    }

    function pause() {
      clearInterval(timer);
      timer = null;
      said.setAttribute("aria-live", "polite");
      label(start, still ? "next" : "play", verb());
    }

    function toggle() {
      if (!matrix) load("").then((loaded) => loaded && !still && run());
      else if (timer) pause();
      else if (still) show((at + 1) % steps.length);
      else run();
    }

    /** Shows another matrix, at the day that was shown before. */
    async function load(wanted) {
      const day = steps[at]?.start;
      shownFor = drawnFor();
      let fetched;
      try {
        const ask = typeof source === "function" ? source : fetchMatrix;
        fetched = await ask(dateline.inView(), wanted, { address: source, ...drawn() });
      } catch (error) {
        fail(error.message);
        return false;
      }
      if (!fetched.starts.length) {
        fail("No dated reports in view.");
        return false;
      }
      matrix = fetched;
      highest = Math.max(...matrix.frames.map(most));
      steps = toSteps(matrix);
      at = 0;
      by.value = matrix.by;
      slider.max = steps.length - 1;
      open(true);
      const later = steps.findIndex((step) => day !== undefined && step.start >= day);
      show(Math.max(0, later));
      if (!timer) pause();
      else run();
      return true;
    }

    function open(isOpen) {
      rest.hidden = !isOpen;
      box.classList.toggle("open", isOpen);
      map.getContainer().classList.toggle("playing", isOpen && Boolean(matrix));
    }

    /** Says what went wrong, beside the button that closes it. */
    function fail(words) {
      open(true);
      said.textContent = words;
      if (matrix) by.value = matrix.by;
      else rest.classList.add("failed");
    }

    function stop() {
      clearInterval(timer);
      timer = null;
      layer.remove();
      matrix = null;
      steps = [];
      at = 0;
      said.textContent = "";
      rest.classList.remove("failed");
      open(false);
      label(start, still ? "next" : "play", "Play over time");
      start.focus();
    }

    by.addEventListener("change", () => load(by.value));
    slider.addEventListener("input", () => {
      pause();
      show(Number(slider.value));
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || rest.hidden) return;
      event.stopPropagation();
      stop();
    });

    /** The map shows something else now: another filter, or another part of the world. */
    function draw() {
      if (matrix && String(drawnFor()) !== String(shownFor)) load(matrix.by);
    }
    return { draw };
  }

  Object.assign(dateline, { addPlayback });
})((window.dateline ??= {}));
