/**
 * Notes in the page when a visitor acted and when that had been drawn:
 *
 *     probe.input      time of the last key, click or turn of the wheel
 *     probe.drawings   [time, marks on the map] of each drawing that has reached the screen: the
 *                      second animation frame after the map's script said `data-drawings`, in a
 *                      frame that has got its height
 *     probe.followed   time at which anything else of the page last got other words or elements
 *
 * Times are milliseconds since 1970. A map without `data-drawings`, as a naive application has, is
 * drawn when marks have come into its panes.
 */
"use strict";

if (window === window.top) {
  const MARKS = ".leaflet-marker-pane > *, .leaflet-overlay-pane path, .leaflet-overlay-pane canvas";
  const probe = { input: 0, drawings: [], followed: 0 };
  window.probe = probe;

  const at = (view, milliseconds) => view.performance.timeOrigin + milliseconds;
  const onScreen = (view, done) =>
    view.requestAnimationFrame(() =>
      view.requestAnimationFrame(() => done(at(view, view.performance.now()))),
    );

  function watchInput(view) {
    for (const kind of ["keydown", "pointerup", "wheel"]) {
      const note = ({ timeStamp }) => (probe.input = at(view, timeStamp));
      view.addEventListener(kind, note, { capture: true, passive: true });
    }
  }

  function watchMap(view) {
    const { document } = view;
    const drawn = () => {
      if (!view.innerHeight) {
        view.addEventListener("resize", drawn, { once: true }); // the frame has no size yet
        return;
      }
      onScreen(view, (time) =>
        probe.drawings.push([time, document.querySelectorAll(MARKS).length]),
      );
    };
    const isMark = (node) => node.nodeType === 1 && (node.matches(MARKS) || node.querySelector(MARKS));
    const look = (records) => {
      const due = document.querySelector("[data-drawings]")
        ? records.some(({ attributeName }) => attributeName)
        : records.some(({ addedNodes }) => [...addedNodes].some(isMark));
      if (due) drawn();
    };
    const attributes = { attributes: true, attributeFilter: ["data-drawings"] };
    new view.MutationObserver(look).observe(document, { subtree: true, childList: true, ...attributes });
    if (document.querySelector(`[data-drawings], ${MARKS}`)) drawn();
  }

  const words = { subtree: true, childList: true, characterData: true };
  const follow = new MutationObserver(() => onScreen(window, (time) => (probe.followed = time)));
  follow.observe(document, words);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function attach(options) {
    const root = attachShadow.call(this, options);
    follow.observe(root, words);
    return root;
  };

  watchInput(window);
  const frameLoaded = ({ target }) => {
    if (target.tagName !== "IFRAME" || !target.contentDocument) return;
    watchInput(target.contentWindow);
    watchMap(target.contentWindow);
  };
  document.addEventListener("load", frameLoaded, { capture: true });
}
