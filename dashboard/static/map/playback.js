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
  const START = "Play over time";
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

  /** The buttons, the choice of interval, the slider and the words of a player. */
  function makeControls(map, still) {
    const box = dateline.control(map, "bottomleft", "player");
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Reports over time");
    const start = button(still ? "next" : "play", START, () => {});
    const by = html("select", "", "", { "aria-label": "Each step a" });
    for (const [value, words] of Object.entries(INTERVALS)) {
      by.append(html("option", "", words, { value }));
    }
    const slider = html("input", "", "", { type: "range", min: 0, "aria-label": "Time shown" });
    const said = html("output", "", "", { role: "status" });
    const close = button("close", "Back to all dates", () => {});
    const rest = html("div", "timing");
    rest.append(by, slider, close, said);
    rest.hidden = true;
    box.append(start, rest);
    return { box, start, by, slider, said, close, rest };
  }

  class Player {
    constructor(map, source, drawn) {
      this.map = map;
      this.source = source;
      this.drawn = drawn;
      this.still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.timer = null;
      this.asked = 0; // number of the last question; earlier answers are passed over
      this.forget();
      this.layer = dateline.canvas("played", (context, toPoint) => {
        const { matrix, highest, steps, at } = this;
        paint(context, toPoint, { matrix, highest, frame: steps[at].frame });
      });
      this.controls = makeControls(map, this.still);
      this.listen();
    }

    listen() {
      const { box, start, by, slider, close, rest } = this.controls;
      start.addEventListener("click", () => this.toggle());
      close.addEventListener("click", () => this.stop());
      by.addEventListener("change", () => this.load(by.value));
      slider.addEventListener("input", () => {
        this.pause();
        this.show(Number(slider.value));
      });
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || rest.hidden) return;
        event.stopPropagation();
        this.stop();
      });
    }

    forget() {
      Object.assign(this, { matrix: null, steps: [], at: 0, highest: 1, shownFor: null });
      this.layer?.remove();
    }

    /** What a matrix is of: another filter, version or part of the world needs another one. */
    subject() {
      const layer = this.drawn();
      return String([layer?.query, layer?.version, dateline.inView()]);
    }

    show(number) {
      const { slider, said } = this.controls;
      this.at = number;
      const { start, frame } = this.steps[number];
      const words = `${interval(start, this.matrix.by)}: ${plural(total(frame), "report")}`;
      slider.value = number;
      slider.setAttribute("aria-valuetext", words);
      said.textContent = words;
      if (this.map.hasLayer(this.layer)) this.layer.redraw();
      else this.layer.addTo(this.map);
    }

    run() {
      this.pause();
      const last = this.steps.length - 1;
      if (this.at === last) this.show(0);
      const wait = Math.min(SLOWEST_MS, Math.max(FASTEST_MS, WHOLE_MS / this.steps.length));
      this.controls.said.setAttribute("aria-live", "off"); // nobody could listen as fast
      label(this.controls.start, "pause", "Pause");
      this.timer = setInterval(() => {
        if (this.at < last) this.show(this.at + 1);
        if (this.at === last) this.pause();
      }, wait);
    }

    pause() {
      clearInterval(this.timer);
      this.timer = null;
      this.controls.said.setAttribute("aria-live", "polite");
      const next = this.still ? `Next ${this.matrix?.by}` : "Play";
      label(this.controls.start, this.still ? "next" : "play", this.matrix ? next : START);
    }

    async toggle() {
      if (!this.matrix) {
        if ((await this.load("")) && !this.still) this.run();
      } else if (this.timer) this.pause();
      else if (this.still) this.show((this.at + 1) % this.steps.length);
      else this.run();
    }

    /** Takes a matrix by an interval, "" for the one that suits it; whether there is one to play. */
    async load(by) {
      this.asked += 1;
      const mine = this.asked;
      const subject = this.subject();
      const ask = typeof this.source === "function" ? this.source : fetchMatrix;
      const context = { address: this.source, ...this.drawn() };
      let matrix;
      try {
        matrix = await ask(dateline.inView(), by, context);
        if (!matrix.starts.length) throw new Error("No dated reports in view.");
      } catch (error) {
        if (mine === this.asked) this.fail(error.message, subject);
        return false;
      }
      if (mine !== this.asked) return false;
      this.take(matrix, subject);
      return true;
    }

    /** Goes over to another matrix, at the day that was shown before. */
    take(matrix, subject) {
      const day = this.steps[this.at]?.start;
      const steps = toSteps(matrix);
      const highest = Math.max(...matrix.frames.map(most));
      Object.assign(this, { matrix, steps, highest, at: 0, shownFor: subject });
      this.controls.by.value = matrix.by;
      this.controls.slider.max = steps.length - 1;
      this.open(true);
      const later = steps.findIndex(({ start }) => day !== undefined && start >= day);
      this.show(Math.max(0, later));
      if (this.timer) this.run();
      else this.pause();
    }

    open(isOpen) {
      const { box, rest } = this.controls;
      rest.hidden = !isOpen;
      rest.classList.toggle("failed", !this.matrix);
      box.classList.toggle("open", isOpen);
      this.map.getContainer().classList.toggle("playing", Boolean(this.matrix));
    }

    /** Says what went wrong; what was shown before stays only if it is still what is asked for. */
    fail(words, subject) {
      if (subject !== this.shownFor) this.forget();
      this.pause();
      this.open(true);
      this.controls.said.textContent = words;
      if (this.matrix) this.controls.by.value = this.matrix.by;
    }

    stop() {
      this.asked += 1;
      this.forget();
      this.pause();
      this.controls.said.textContent = "";
      this.open(false);
      this.controls.start.focus();
    }

    /** The map was drawn anew. */
    draw() {
      if (this.matrix && this.subject() !== this.shownFor) this.load(this.matrix.by);
    }
  }

  /**
   * Adds the player. `source` is an address that answers with the matrix of a window, or a function
   * of window and interval that promises one; `drawn()` is the layer on the map. `draw()` of what
   * this returns is to be called whenever the map has been drawn anew.
   */
  const addPlayback = (map, { source, drawn }) => new Player(map, source, drawn);

  Object.assign(dateline, { addPlayback });
})((window.dateline ??= {}));
