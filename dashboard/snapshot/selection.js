/**
 * What a filter keeps of the file's events, and how many of what. Pure.
 *
 * A filter is {from, to, actor, types, text, box}: days as "2024-11-30" or "", an actor's name or
 * "", names of types (none: all), words or "", [south, west, north, east] or null.
 */
"use strict";

((dateline) => {
  const { toDay } = dateline;
  const EVERYTHING = { from: "", to: "", actor: "", types: [], text: "", box: null };

  const isSet = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

  /** For each field of a filter, the test that an event must pass; an interval may overlap. */
  const TESTS = {
    from: ({ events }, day) => (i) => events.last[i] !== null && events.last[i] >= toDay(day),
    to: ({ events }, day) => (i) => events.first[i] !== null && events.first[i] <= toDay(day),
    actor({ events, actors }, name) {
      const number = actors.indexOf(name);
      return (i) => events.actors[i].includes(number);
    },
    types({ events, types }, names) {
      const wanted = types.map(([name]) => names.includes(name));
      return (i) => wanted[events.type[i]];
    },
    text({ events, sentences, sources }, words) {
      const sought = words.toLowerCase();
      const holds = (text) => text.toLowerCase().includes(sought);
      const said = sentences.map(holds);
      const titled = sources.map(([, title]) => holds(title));
      return (i) => said[events.sentence[i]] || titled[events.source[i]];
    },
    box({ events }, [south, west, north, east]) {
      const within = (value, low, high) => value !== null && value >= low && value <= high;
      return (i) =>
        within(events.latitude[i], south, north) && within(events.longitude[i], west, east);
    },
  };

  /** The numbers of the events that a filter keeps, without the fields that are left out. */
  function select(data, filter, leftOut = []) {
    const tests = Object.entries(TESTS)
      .filter(([field]) => isSet(filter[field]) && !leftOut.includes(field))
      .map(([field, test]) => test(data, filter[field]));
    const kept = [];
    for (let i = 0; i < data.events.id.length; i += 1) {
      if (tests.every((keeps) => keeps(i))) kept.push(i);
    }
    return kept;
  }

  /** How often each number occurs in a column of numbers, or of lists of them. */
  function tally(column, chosen, length) {
    const counts = new Array(length).fill(0);
    for (const i of chosen) for (const number of [column[i]].flat()) counts[number] += 1;
    return counts;
  }

  Object.assign(dateline, { EVERYTHING, isSet, select, tally });
})((window.dateline ??= {}));
