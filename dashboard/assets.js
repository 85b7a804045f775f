/**
 * Copies what the browser needs of the installed packages to dashboard/static/lib, from where the
 * application serves it. Run by `npm run assets`; its result is not committed.
 */
import { cpSync } from "node:fs";

const SERIF = "@fontsource-variable/source-serif-4"; // of saved snapshots

const COPIES = {
  "leaflet/dist/leaflet.js": "leaflet/leaflet.js",
  "leaflet/dist/leaflet.css": "leaflet/leaflet.css",
  "leaflet/dist/images": "leaflet/images",
  "leaflet/LICENSE": "leaflet/LICENSE",
  "@fontsource-variable/source-sans-3/index.css": "source-sans/index.css",
  "@fontsource-variable/source-sans-3/files": "source-sans/files",
  "@fontsource-variable/source-sans-3/LICENSE": "source-sans/LICENSE",
  [`${SERIF}/files/source-serif-4-latin-wght-normal.woff2`]: "source-serif/latin.woff2",
  [`${SERIF}/LICENSE`]: "source-serif/LICENSE",
};

for (const [from, to] of Object.entries(COPIES)) {
  cpSync(
    new URL(`../node_modules/${from}`, import.meta.url),
    new URL(`static/lib/${to}`, import.meta.url),
    { recursive: true },
  );
}
