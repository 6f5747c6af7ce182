// The rate over time, as a drawing and as a table that says the same.

import { clock, h, moment, number, table, when } from './dom.js';

const USUAL_WIDTH = 640;
const HEIGHT = 180;
const PAD = { left: 56, right: 12, top: 12, bottom: 24 };
const TABLE_ROWS = 20;

/** A round number that is not below the value. */
function roundUp(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value);
}

function drawing(points, average, top, width) {
  const times = points.map((point) => new Date(point.at).getTime());
  const start = times[0];
  const span = Math.max(1, times[times.length - 1] - start);
  const x = (time) => PAD.left + ((time - start) / span) * (width - PAD.left - PAD.right);
  const y = (rate) => HEIGHT - PAD.bottom - (rate / top) * (HEIGHT - PAD.top - PAD.bottom);
  const places = points.map((point, i) => `${x(times[i]).toFixed(1)},${y(point.recordsPerMinute).toFixed(1)}`);
  const floor = y(0).toFixed(1);
  const last = places[places.length - 1].split(',');
  return [
    [0, top / 2, top].map((rate) => h('g', {},
      h('line', { class: 'grid', x1: PAD.left, x2: width - PAD.right, y1: y(rate), y2: y(rate) }),
      h('text', { x: PAD.left - 6, y: y(rate) + 4, 'text-anchor': 'end' }, number(rate)))),
    h('path', { class: 'area', d: `M${x(start)},${floor} L${places.join(' L')} L${last[0]},${floor} Z` }),
    h('polyline', { class: 'rate', points: places.join(' ') }),
    h('circle', { class: 'now', cx: last[0], cy: last[1], r: 3.5 }),
    h('line', { class: 'average', x1: PAD.left, x2: width - PAD.right, y1: y(average), y2: y(average) }),
    h('text', { x: PAD.left, y: HEIGHT - 6 }, clock(points[0].at)),
    h('text', { x: width - PAD.right, y: HEIGHT - 6, 'text-anchor': 'end' }, clock(points[points.length - 1].at)),
  ].flat();
}

/** Every so many points, the last one included. */
function some(points) {
  const step = Math.ceil(points.length / TABLE_ROWS);
  return points.filter((_, i) => (points.length - 1 - i) % step === 0);
}

/** As wide as its place, so that its texts keep their size. */
export function rateChart(points, average, place) {
  if (points.length === 0) return [h('p', { class: 'quiet' }, 'Not known: nothing is done yet, or it was before this server began.')];
  const width = place.clientWidth || USUAL_WIDTH;
  const highest = Math.max(average, ...points.map((point) => point.recordsPerMinute));
  const now = points[points.length - 1].recordsPerMinute;
  const summary = `Documents a minute over time: now ${number(now)}, on average ${number(average)}, `
    + `at most ${number(highest)}.`;
  return [
    h('svg', { class: 'chart', viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': summary },
      drawing(points, average, roundUp(highest), width)),
    h('p', { class: 'quiet' }, `Documents per minute, from ${when(points[0].at)} on; dashed: average of the whole run.`),
  ];
}

export function rateTable(points) {
  return table('Rate over time', ['At', { text: 'Done', class: 'n' }, { text: 'Per minute', class: 'n' }],
    some(points).map((point) => h('tr', {},
      h('td', {}, moment(point.at)),
      h('td', { class: 'n' }, number(point.completed)),
      h('td', { class: 'n' }, number(point.recordsPerMinute)))));
}
