/**
 * Fetches what is in view as soon as the map has moved, so that nobody waits for the page to run.
 * The server answers with the window's part of a layer (its arrays: dashboard/layers/events.py).
 */
"use strict";

((dateline) => {
  const SLOW_MS = 800; // after which the marks of before fade, as those of a slow page do

  /**
   * Fetches the window in view for `drawn()`, the layer of now: `draw` is called with it, `failed`
   * where the server does not answer with one, and neither where it is given up or overtaken.
   */
  function windowsFrom(source, map, { drawn, draw, failed }) {
    const { classList } = map.getContainer();
    let asked = null; // the question under way

    function giveUp() {
      asked?.controller.abort();
      asked = null;
      classList.remove("looking");
    }

    async function fetchWindow() {
      if (!dateline.inView()) return; // the frame has no size yet
      const question = toQuestion(drawn());
      if (asked?.question === question) return;
      giveUp();
      const controller = new AbortController();
      const mine = { question, controller };
      asked = mine;
      const isWanted = () => asked === mine && toQuestion(drawn()) === question;
      const slow = setTimeout(() => classList.add("looking"), SLOW_MS);
      try {
        const answer = await fetch(`${source}?${question}`, { signal: controller.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        const found = await answer.json();
        if (isWanted()) draw(found);
      } catch {
        if (isWanted()) failed();
      } finally {
        clearTimeout(slow);
        if (asked === mine) giveUp();
      }
    }

    return { fetchWindow, giveUp };
  }

  /** The link of the layer's filter, the tiles in view, and the version that the map shows. */
  function toQuestion({ query, version, style: [, colours] }) {
    const asked = new URLSearchParams(query);
    asked.set("colour", colours);
    asked.set("win", dateline.inView());
    asked.set("version", version);
    return String(asked);
  }

  Object.assign(dateline, { windowsFrom });
})((window.dateline ??= {}));
