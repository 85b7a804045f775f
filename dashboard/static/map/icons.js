/** The buttons on the map: a drawing each, a name for those who do not see it, one look for all. */
"use strict";

((dateline) => {
  const { html, svg } = dateline;
  const DRAWINGS = {
    all: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M9 12h6M12 9v6",
    play: "M7 4l13 8l-13 8z",
    pause: "M6 4h4v16h-4zM14 4h4v16h-4z",
    next: "M5 4l10 8l-10 8zM17 4h3v16h-3z",
    close: "M5 5l14 14M19 5L5 19",
    full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    window: "M9 4v5H4M20 9h-5V4M15 20v-5h5M4 15h5v5",
    measure: "M3 16L16 3l5 5L8 21zM7 12l2 2M10 9l3 3M13 6l2 2",
    layers: "M12 3l9 5l-9 5l-9-5zM3.5 12.5l8.5 4.7l8.5-4.7M3.5 16.5l8.5 4.7l8.5-4.7",
    find: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13zM15.5 15.5l5 5",
  };
  const FILLED = ["play", "pause", "next"];

  function icon(name) {
    const drawn = svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" });
    drawn.append(svg("path", { d: DRAWINGS[name], class: FILLED.includes(name) ? "filled" : "" }));
    return drawn;
  }

  /** Gives a button a drawing and a name; also later, when it comes to mean something else. */
  function label(button, drawing, name) {
    button.replaceChildren(icon(drawing));
    button.title = name;
    button.setAttribute("aria-label", name);
  }

  /** A button with a drawing that calls `act` when it is used. */
  function button(drawing, name, act) {
    const made = html("button", "tool", "", { type: "button" });
    label(made, drawing, name);
    made.addEventListener("click", act);
    return made;
  }

  Object.assign(dateline, { button, icon, label });
})((window.dateline ??= {}));
