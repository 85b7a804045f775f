/**
 * Takes layers by wire (dashboard/wire.py), on which they come before the page hands over its own.
 */
"use strict";

((dateline) => {
  /** `keep(name)` has the wire of that name open; `take` is called with each layer on it. */
  function wireFrom(source, take) {
    let key = null;
    let socket = null;
    let isRefused = false; // by a host that lets no socket through

    function open() {
      const address = new URL(`${source}?${new URLSearchParams({ key })}`, document.baseURI);
      address.protocol = address.protocol.replace("http", "ws");
      const opened = new WebSocket(address);
      let held = false;
      opened.addEventListener("open", () => (held = true));
      opened.addEventListener("close", () => (isRefused ||= !held));
      opened.addEventListener("message", ({ data }) => {
        const [number, layer] = JSON.parse(data);
        if (opened === socket) take({ ...layer, wire: [key, number] });
        requestAnimationFrame(() => requestAnimationFrame(() => opened.send("drawn")));
      });
      return opened;
    }

    return function keep([wanted]) {
      if (isRefused || (wanted === key && socket.readyState <= WebSocket.OPEN)) return;
      socket?.close();
      key = wanted;
      socket = open();
    };
  }

  /** Whether a layer is one of before another that came by the same wire. */
  const isOutdated = ({ wire: sent }, { wire: drawn }) =>
    Boolean(sent && drawn) && sent[0] === drawn[0] && sent[1] < drawn[1];

  Object.assign(dateline, { isOutdated, wireFrom });
})((window.dateline ??= {}));
