/** A drawing over the whole map that moves with it, for what would be too many elements. */
"use strict";

((dateline) => {
  /** The point at the copy of the world that is nearest to the middle of the map. */
  function nearest(map, latitude, longitude) {
    const turns = Math.round((map.getCenter().lng - longitude) / 360);
    return L.latLng(latitude, longitude + 360 * turns);
  }

  const Canvas = L.Layer.extend({
    initialize(className, paint) {
      this._className = className;
      this._paint = paint;
    },
    onAdd(map) {
      this._canvas = L.DomUtil.create("canvas", this._className, this.getPane());
      this._canvas.setAttribute("aria-hidden", "true");
      map.on("moveend zoomend resize", this.redraw, this);
      this.redraw();
    },
    onRemove(map) {
      map.off("moveend zoomend resize", this.redraw, this);
      this._canvas.remove();
    },
    redraw() {
      const map = this._map;
      const { x: width, y: height } = map.getSize();
      const ratio = window.devicePixelRatio || 1;
      const canvas = this._canvas;
      L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
      Object.assign(canvas, { width: width * ratio, height: height * ratio });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
      const context = canvas.getContext("2d");
      context.scale(ratio, ratio);
      const toPoint = (latitude, longitude) =>
        map.latLngToContainerPoint(nearest(map, latitude, longitude));
      this._paint(context, toPoint, { width, height });
    },
  });

  /** A layer that calls `paint(context, toPoint, size)` whenever it is to be drawn. */
  const canvas = (className, paint) => new Canvas(className, paint);

  Object.assign(dateline, { canvas, nearest });
})((window.dateline ??= {}));
