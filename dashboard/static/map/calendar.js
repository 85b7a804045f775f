/** Days in words, as dashboard/wording.py has them. A day is a number since 1970, as in the layers. */
"use strict";

((dateline) => {
  const DAY_MS = 86400000;
  const LONG = { day: "numeric", month: "long", year: "numeric" };

  /** The number of a day as "2024-11-30". */
  const toDay = (iso) => Date.parse(iso) / DAY_MS;

  /** "1 December 2024". */
  function day(number, form = LONG) {
    return new Date(number * DAY_MS).toLocaleDateString("en-GB", { ...form, timeZone: "UTC" });
  }

  /** A closed range of days, saying month and year once. */
  function days(first, last) {
    const [start, end] = [first, last].map((number) => new Date(number * DAY_MS));
    if (first === last) return day(last);
    if (start.getUTCFullYear() !== end.getUTCFullYear()) return `${day(first)} to ${day(last)}`;
    const sameMonth = start.getUTCMonth() === end.getUTCMonth();
    const form = sameMonth ? { day: "numeric" } : { day: "numeric", month: "long" };
    return `${day(first, form)} to ${day(last)}`;
  }

  /** The first day of the interval ("day", "week" or "month") that a day is in. */
  function startOf(day_, by) {
    if (by === "week") return day_ - ((day_ + 3) % 7); // day 0 was a Thursday
    if (by === "day") return day_;
    const date = new Date(day_ * DAY_MS);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS;
  }

  /** The first day of the interval after the one that starts here. */
  function next(start, by) {
    if (by !== "month") return start + (by === "week" ? 7 : 1);
    const date = new Date(start * DAY_MS);
    return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS;
  }

  /** An interval in words: a day, the days of a week, a month. */
  function interval(start, by) {
    if (by === "month") return day(start, { month: "long", year: "numeric" });
    return days(start, next(start, by) - 1);
  }

  Object.assign(dateline, { day, days, interval, next, startOf, toDay });
})((window.dateline ??= {}));
