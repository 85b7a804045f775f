/**
 * Says so where a script of the map cannot be loaded: the frame would otherwise stay empty.
 *
 * Loaded before all others, and only where Leaflet comes from outside this application.
 */
"use strict";

{
  const HEIGHT = 160; // pixels
  let said = false;

  const say = (host) => {
    const box = document.createElement("p");
    box.id = "unreached";
    box.setAttribute("role", "alert");
    box.textContent =
      `The map cannot be drawn: this browser does not reach ${host}, where Leaflet comes from. ` +
      "Everything else on this page works. Whoever runs it can fetch Leaflet once with " +
      "“make assets”; it is then served from here.";
    box.style.cssText = "margin: 0; padding: 1rem; font: 1rem/1.5 'Source Sans 3', sans-serif";
    document.body.append(box);
    const message = { isStreamlitMessage: true, type: "streamlit:setFrameHeight", height: HEIGHT };
    window.parent.postMessage(message, "*");
  };

  const failed = ({ target }) => {
    if (said || target.tagName !== "SCRIPT") return;
    said = true;
    say(new URL(target.src).host);
  };
  window.addEventListener("error", failed, { capture: true });
}
