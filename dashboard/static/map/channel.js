/**
 * Tells the page what the visitor looks at and chooses, by streamlit-folium's own
 * `Streamlit.setComponentValue`, on which that is silent itself. What is sent:
 *
 *     win  tiles in view: [zoom, first x, first y, last x, last y]; x goes on beyond the last column
 *          of the world where the antimeridian is in view
 *     at   [latitude, longitude, zoom] of the map, null while it shows everything by itself
 *     seen [south, west, north, east] in view; west > east across the antimeridian
 *     sel  id of the chosen event or null; seq is the time of the choice
 *     box  [south, west, north, east] to list in the table, or null; goes with seq too
 *     style  how the map is drawn, as the panel has it; goes with seq too
 *     drawn  what the map has drawn: [query, version, what colours stand for, ...tiles]; the page
 *          does not send it again
 */
"use strict";

((dateline) => {
  const TILE_PX = 256;
  const NEW_WINDOW_MS = 40; // for the next turns of the wheel, once one has been asked for
  const BURST_MS = 250;
  const AT_REST_MS = 300;
  const PATIENCE_MS = 3000; // with a window that is being fetched
  const value = {
    win: null,
    at: null,
    seen: null,
    sel: null,
    seq: 0,
    box: null,
    style: null,
    drawn: null,
  };
  let sending = null;
  let asking = null;
  let askedAt = -BURST_MS;

  function sendIn(milliseconds) {
    clearTimeout(sending);
    sending = setTimeout(send, milliseconds);
  }

  function send() {
    window.Streamlit.setComponentValue({ ...value });
  }

  /** Asks for a new window at once, for several that follow upon each other the last one. */
  function ask(forWindow) {
    clearTimeout(asking);
    const now = performance.now();
    asking = setTimeout(forWindow, now - askedAt < BURST_MS ? NEW_WINDOW_MS : 0);
    askedAt = now;
  }

  /** All columns where the whole world is in view, else from the first one on around the world. */
  function tilesInView(map) {
    const zoom = map.getZoom();
    const around = 2 ** zoom;
    const { min, max } = map.getPixelBounds();
    const [x0, x1] = [min.x, max.x].map((pixel) => Math.floor(pixel / TILE_PX));
    const [y0, y1] = [min.y, max.y].map((pixel) =>
      Math.max(0, Math.min(around - 1, Math.floor(pixel / TILE_PX))),
    );
    if (x1 - x0 + 1 >= around) return [zoom, 0, y0, around - 1, y1];
    const first = ((x0 % around) + around) % around;
    return [zoom, first, y0, first + x1 - x0, y1];
  }

  /** Where the map looks: [latitude, longitude, zoom]. */
  function lookingAt(map) {
    const centre = map.wrapLatLng(map.getCenter());
    return [Number(centre.lat.toFixed(4)), Number(centre.lng.toFixed(4)), map.getZoom()];
  }

  /** What is in view: [south, west, north, east], all longitudes where the world fits in. */
  function boundsInView(map) {
    const bounds = map.getBounds();
    const [south, north] = [bounds.getSouth(), bounds.getNorth()].map(inside(90));
    const whole = bounds.getEast() - bounds.getWest() >= 360;
    const wrapped = (degrees) => L.Util.wrapNum(degrees, [-180, 180], true);
    const [west, east] = whole ? [-180, 180] : [bounds.getWest(), bounds.getEast()].map(wrapped);
    return [south, west, north, east].map((degrees) => Number(degrees.toFixed(4)));
  }

  const inside = (most) => (degrees) => Math.max(-most, Math.min(most, degrees));

  /**
   * Sends what is in view when the map has come to rest. A new window is fetched before that, and
   * `sendAtRest` called when it has come; it is sent at once where nothing fetches it.
   */
  function sendView(map, { showsAll, fetchWindow }) {
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const win = tilesInView(map);
    const at = showsAll ? null : lookingAt(map);
    const seen = boundsInView(map);
    const same = (name, now) => String(now) === String(value[name]);
    const sameWindow = same("win", win);
    if (sameWindow && same("at", at) && same("seen", seen)) return;
    Object.assign(value, { win, at, seen });
    if (sameWindow) sendAtRest();
    else ask(fetchWindow ?? send);
    if (!sameWindow && fetchWindow) sendIn(PATIENCE_MS);
  }

  const sendAtRest = () => sendIn(AT_REST_MS);
  const sendNow = () => sendIn(0);

  function sendChoice(id, box = null) {
    Object.assign(value, { sel: id, seq: Date.now(), box });
    sendNow();
  }

  function sendStyle(style) {
    Object.assign(value, { style, seq: Date.now(), box: null });
    sendNow();
  }

  /** Takes over what the page has chosen, without sending it back. */
  function setChosen(id, style = null) {
    Object.assign(value, { sel: id, style });
  }

  function setDrawn({ query, version, style, tiles }) {
    value.drawn = tiles ? [query, version, style[1], ...tiles] : null;
  }

  const chosen = () => value.sel;
  const inView = () => value.win;

  Object.assign(dateline, {
    chosen,
    inView,
    lookingAt,
    sendAtRest,
    sendChoice,
    sendNow,
    sendStyle,
    sendView,
    setChosen,
    setDrawn,
  });
})((window.dateline ??= {}));
