/**
 * How the map is drawn, to choose: the background, what colours stand for, density in place of
 * marks. The page keeps the choice, so that it is in the link.
 */
"use strict";

((dateline) => {
  const { html, button, label } = dateline;
  const COLOURS = { type: "Type of event", actor: "Actor", time: "Time" };

  function choice(type, name, value, words) {
    const line = html("label");
    const input = html("input", "", "", { type, name, value });
    line.append(input, html("span", "", words));
    return line;
  }

  function group(title, lines) {
    const set = html("fieldset");
    set.append(html("legend", "", title), ...lines);
    return set;
  }

  /**
   * Adds the button and its panel; `hasColours` offers other colours than those of types. `choose` is called with [background, colours, heat] as the
   * visitor changes them; `show` of what this returns takes over what the page has.
   */
  function addPanel(map, { backgrounds, hasColours, choose }) {
    const box = dateline.control(map, "topright", "styling");
    const opener = button("layers", "How the map is drawn", () => open(form.hidden));
    opener.setAttribute("aria-expanded", "false");
    opener.classList.add("boxed");
    const form = html("form", "panel", "", { "aria-label": "How the map is drawn" });
    form.hidden = true;
    const colours = Object.entries(COLOURS).map(([key, words]) =>
      choice("radio", "colour", key, words),
    );
    const heat = choice("checkbox", "heat", "1", "Density in place of marks");
    const maps = backgrounds.map(([key, name]) => choice("radio", "map", key, name));
    if (hasColours) form.append(group("Colours stand for", colours));
    form.append(group("Marks", [heat]));
    if (maps.length > 1) form.append(group("Map", maps));
    box.append(opener, form);

    function open(isOpen) {
      form.hidden = !isOpen;
      opener.setAttribute("aria-expanded", String(isOpen));
      label(opener, isOpen ? "close" : "layers", "How the map is drawn");
      (isOpen ? form.querySelector("input") : opener).focus();
    }

    function show([background, colour, isHeat]) {
      const key = dateline.findBackground(backgrounds, background)[0];
      for (const input of form.querySelectorAll("input")) {
        if (input.name === "map") input.checked = input.value === key;
        if (input.name === "colour") input.checked = input.value === colour;
        if (input.name === "heat") input.checked = Boolean(isHeat);
      }
    }

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => {
      const chosen = new FormData(form);
      const key = chosen.get("map") ?? backgrounds[0][0];
      const background = key === backgrounds[0][0] ? "" : key;
      choose([background, chosen.get("colour") ?? "type", chosen.has("heat") ? 1 : 0]);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || form.hidden) return;
      event.stopPropagation();
      open(false);
    });
    return { show };
  }

  Object.assign(dateline, { addPanel });
})((window.dateline ??= {}));
