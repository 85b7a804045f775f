/**
 * Reports per day (or week, or month) as bars, with the chosen dates as a brush. Dragging across
 * the bars, or moving the brush's ends by mouse or keyboard, sends the trigger `range` with the
 * first and the last day; a click does so for one bar, and "all" wants all dates again.
 *
 * data: {label, bars: [[first day, last day, words, count]], from, to}; days as "2024-11-30".
 */
const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 64;
const REST_MS = 400; // after the last key, before the page follows
const STEPS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

function svg(tag, attributes) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function draw({ bars, label }) {
  const highest = Math.max(1, ...bars.map(([, , , count]) => count));
  const chart = svg("svg", {
    viewBox: `0 0 ${Math.max(bars.length, 1)} ${HEIGHT}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": label,
  });
  bars.forEach(([, , words, count], i) => {
    const height = count ? Math.max(3, (count / highest) * HEIGHT) : 0;
    const slot = svg("g", { class: "slot", "data-i": i });
    slot.append(
      svg("rect", { class: "reach", x: i, y: 0, width: 1, height: HEIGHT }),
      svg("rect", { class: "bar", x: i + 0.08, y: HEIGHT - height, width: 0.84, height }),
    );
    const title = svg("title", {});
    title.textContent = words;
    slot.append(title);
    chart.append(slot);
  });
  return chart;
}

/** The chart of last time where its bars are the same, as they are when only the dates change. */
function drawOnce(root, data) {
  const bars = JSON.stringify([data.bars, data.label]);
  if (root.drawn?.bars !== bars) root.drawn = { bars, chart: draw(data) };
  return root.drawn.chart;
}

/** The first and the last bar within the chosen dates, all of them where none are chosen. */
function chosenBars({ bars, from, to }) {
  const within = bars.map(([first, last]) => (!from || last >= from) && (!to || first <= to));
  return [within.indexOf(true), within.lastIndexOf(true)];
}

/** The two ends of the brush: sliders that step from bar to bar. */
function brushEnds(bars, range, { move, settle }) {
  return ["First day shown", "Last day shown"].map((name, side) => {
    const end = element("span", "", "end");
    end.tabIndex = 0;
    end.dataset.side = side;
    const facts = { role: "slider", "aria-label": name, "aria-valuemin": 0 };
    for (const [key, value] of Object.entries({ ...facts, "aria-valuemax": bars.length - 1 })) {
      end.setAttribute(key, value);
    }
    end.addEventListener("keydown", (event) => {
      const ways = { Home: 0, End: bars.length - 1 };
      const to = event.key in STEPS ? range()[side] + STEPS[event.key] : ways[event.key];
      if (event.key === "Escape") settle(null);
      if (to === undefined) return;
      event.preventDefault();
      move(side, to);
    });
    return end;
  });
}

/** Shows which bars [a, b] are chosen. */
function markRange(chart, ends, bars, [a, b], isSet) {
  chart.querySelectorAll(".slot").forEach((slot, i) => {
    slot.classList.toggle("outside", i < a || i > b);
    slot.classList.toggle("brushed", isSet && i >= a && i <= b);
  });
  ends.forEach((end, side) => {
    const at = Math.max(0, side ? b : a);
    end.style.left = `${((at + side) / bars.length) * 100}%`;
    end.setAttribute("aria-valuenow", at);
    end.setAttribute("aria-valuetext", bars[at][2]);
  });
}

/** Lets the visitor drag from one bar to another, or one end of the brush along the bars. */
function drag(area, count, { range, show, settle }) {
  const at = ({ clientX }) => {
    const { left, width } = area.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((clientX - left) / width) * count)));
  };
  const sorted = (a, b) => [Math.min(a, b), Math.max(a, b)];
  let start = null;
  let isClick = false; // on an end of the brush, which chooses nothing
  area.addEventListener("pointerdown", (event) => {
    const { side } = event.target.dataset;
    isClick = side !== undefined;
    start = isClick ? range()[1 - Number(side)] : at(event);
    area.setPointerCapture(event.pointerId);
    if (!isClick) show(sorted(start, start));
  });
  area.addEventListener("pointermove", (event) => {
    if (start === null) return;
    isClick = false;
    show(sorted(start, at(event)));
  });
  area.addEventListener("pointercancel", () => {
    start = null;
    show(null);
  });
  area.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const chosen = sorted(start, at(event));
    start = null;
    if (!isClick) settle(chosen);
  });
}

function scale({ bars, first, last, from, to }, clear) {
  const line = element("div", "", "scale");
  const most = bars.reduce((a, b) => (b[3] > a[3] ? b : a));
  const middle = element("span", `most on ${most[2]}`, "most");
  if (from || to) {
    const button = element("button", "All dates", "");
    button.type = "button";
    button.addEventListener("click", clear);
    middle.className = "";
    middle.replaceChildren(button);
  }
  line.append(element("span", first, ""), middle, element("span", last, ""));
  return line;
}

/** Puts the focus back on what had it before the page drew this anew. */
function focusAgain(root, side) {
  if (side !== undefined) root.querySelector(`.end[data-side="${side}"]`)?.focus();
}

const drawn = new WeakMap(); // what each root shows

export default function show({ data, parentElement, setTriggerValue }) {
  const { bars } = data;
  const root = parentElement.querySelector(".root");
  const words = JSON.stringify(data);
  if (drawn.get(root) === words) return; // a drag that is going on must not lose its bars
  drawn.set(root, words);
  const focused = root.getRootNode().activeElement?.dataset?.side;
  if (!bars.length) {
    root.replaceChildren();
    return;
  }
  const chart = drawOnce(root, data);
  const original = chosenBars(data);
  let range = original;
  let timer = null;
  const settle = (chosen) => {
    clearTimeout(timer);
    setTriggerValue("range", chosen ? [bars[chosen[0]][0], bars[chosen[1]][1]] : "all");
  };
  const mark = () => {
    markRange(chart, ends, bars, range, Boolean(data.from || data.to) || range !== original);
  };
  const move = (side, to) => {
    const other = range[1 - side];
    const inside = side ? Math.max(other, to) : Math.min(other, to);
    const next = Math.max(0, Math.min(bars.length - 1, inside));
    range = side ? [range[0], next] : [next, range[1]];
    mark();
    clearTimeout(timer);
    timer = setTimeout(() => settle(range), REST_MS);
  };
  const ends = brushEnds(bars, () => range, { move, settle });
  const area = element("div", "", "area");
  area.append(chart, ...ends);
  drag(area, bars.length, {
    range: () => range,
    show: (shown) => {
      range = shown ?? original;
      mark();
    },
    settle,
  });
  mark();
  root.replaceChildren(area, scale(data, () => settle(null)));
  focusAgain(root, focused);
}
