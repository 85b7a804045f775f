/**
 * Writes the light outline of countries that lies beneath the map: Natural Earth's 1:50m countries
 * (public domain, by way of world-atlas), thinned to what shows at the zooms of a country, as
 * GeoJSON on standard output. Run by `npm run outline`; its result is committed.
 */
import { readFileSync } from "node:fs";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const MIN_TRIANGLE = 0.003; // square degrees: a bend smaller than this is straightened
const DECIMALS = 2; // about a kilometre

const round = (degrees) => Number(degrees.toFixed(DECIMALS));

/** The ring rounded, without the points that fell together. */
function thin(ring) {
  const points = unwrap(ring).map(([longitude, latitude]) => [round(longitude), round(latitude)]);
  return points.filter((point, i) => i === 0 || String(point) !== String(points[i - 1]));
}

/** The ring going on beyond 180 degrees where it crosses them, instead of around the world. */
function unwrap(ring) {
  let turns = 0;
  return ring.map(([longitude, latitude], i) => {
    const step = i ? longitude - ring[i - 1][0] : 0;
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [longitude + 360 * turns, latitude];
  });
}

function polygons(geometry) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return parts
    .map((rings) => rings.map(thin).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0);
}

const atlas = JSON.parse(
  readFileSync(new URL("../node_modules/world-atlas/countries-50m.json", import.meta.url)),
);
const thinned = simplify(presimplify(atlas), MIN_TRIANGLE);
const features = feature(thinned, thinned.objects.countries)
  .features.map((country) => ({
    type: "Feature",
    properties: { name: country.properties.name },
    geometry: { type: "MultiPolygon", coordinates: polygons(country.geometry) },
  }))
  .filter((country) => country.geometry.coordinates.length > 0); // islands too small to draw
process.stdout.write(
  JSON.stringify({
    type: "FeatureCollection",
    source: "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2",
    features,
  }),
);
