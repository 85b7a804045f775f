/**
 * Reports per day (or week, or month) as bars. Dragging across them sends the trigger `range` with
 * the first and the last day; a click does so for one bar.
 *
 * data: {label, bars: [[first day, last day, words, count]], from, to}; days as "2024-11-30".
 */
const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 64;

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

function draw({ bars, label, from, to }) {
  const highest = Math.max(1, ...bars.map(([, , , count]) => count));
  const chart = svg("svg", {
    viewBox: `0 0 ${Math.max(bars.length, 1)} ${HEIGHT}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": label,
  });
  bars.forEach(([first, last, words, count], i) => {
    const height = count ? Math.max(3, (count / highest) * HEIGHT) : 0;
    const within = (!from || last >= from) && (!to || first <= to);
    const slot = svg("g", { class: within ? "slot" : "slot outside", "data-i": i });
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

/** Lets the visitor drag from one bar to another; `done` gets both numbers. */
function brush(chart, count, done) {
  const at = ({ clientX }) => {
    const { left, width } = chart.getBoundingClientRect();
    return Math.max(0, Math.min(count - 1, Math.floor(((clientX - left) / width) * count)));
  };
  const mark = (a, b) => {
    chart.querySelectorAll(".slot").forEach((slot, i) => {
      slot.classList.toggle("brushed", i >= Math.min(a, b) && i <= Math.max(a, b));
    });
  };
  let start = null;
  chart.addEventListener("pointerdown", (event) => {
    start = at(event);
    chart.setPointerCapture(event.pointerId);
    mark(start, start);
  });
  chart.addEventListener("pointermove", (event) => start !== null && mark(start, at(event)));
  chart.addEventListener("pointercancel", () => {
    start = null;
    mark(1, 0);
  });
  chart.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const end = at(event);
    const first = start;
    start = null;
    done(Math.min(first, end), Math.max(first, end));
  });
}

export default function show({ data, parentElement, setTriggerValue }) {
  const { bars } = data;
  const chart = draw(data);
  if (bars.length) {
    brush(chart, bars.length, (a, b) => setTriggerValue("range", [bars[a][0], bars[b][1]]));
  }
  const scale = element("div", "", "scale");
  if (bars.length) {
    const most = bars.reduce((a, b) => (b[3] > a[3] ? b : a));
    scale.append(
      element("span", data.first, ""),
      element("span", `most on ${most[2]}`, "most"),
      element("span", data.last, ""),
    );
  }
  parentElement.querySelector(".root").replaceChildren(chart, scale);
}
