// Drawings of what goes on over time, each with a table that says the same.

import { clipped, clock, h, moment, number, table, visible, when } from './dom.js';

const USUAL_WIDTH = 640;
const HEIGHT = 180;
const PAD = { left: 56, right: 12, top: 12, bottom: 24 };
const TABLE_ROWS = 20;
const SMOOTH_MILLIS = 10000;

/** A round number that is not below the value. */
function roundUp(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value);
}

const millis = (iso) => new Date(iso).getTime();

/** A picture's axes, labelled, and where a value of a time stands in it. */
function frame(place, start, end, highest) {
  const width = place.clientWidth || USUAL_WIDTH;
  const top = roundUp(highest);
  const span = Math.max(1, end - start);
  const x = (time) => PAD.left + ((time - start) / span) * (width - PAD.left - PAD.right);
  const y = (value) => HEIGHT - PAD.bottom - (value / top) * (HEIGHT - PAD.top - PAD.bottom);
  const axes = [
    [0, top / 2, top].map((value) => h('g', {},
      h('line', { class: 'grid', x1: PAD.left, x2: width - PAD.right, y1: y(value), y2: y(value) }),
      h('text', { x: PAD.left - 6, y: y(value) + 4, 'text-anchor': 'end' }, number(value)))),
    h('text', { x: PAD.left, y: HEIGHT - 6 }, clock(start)),
    h('text', { x: width - PAD.right, y: HEIGHT - 6, 'text-anchor': 'end' }, clock(end)),
  ];
  const draw = (summary, ...content) =>
    h('svg', { class: 'chart', viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': summary }, ...axes.flat(), content.flat(2));
  return { width, x, y, draw };
}

/** Every so many points, the last one included. */
function some(points) {
  const step = Math.ceil(points.length / TABLE_ROWS);
  return points.filter((_, i) => (points.length - 1 - i) % step === 0);
}

/** As wide as its place, so that its texts keep their size. */
export function rateChart(points, average, place) {
  if (points.length === 0) return [h('p', { class: 'quiet' }, 'Not known: nothing is done yet, or it was before this server began.')];
  const highest = Math.max(average, ...points.map((point) => point.recordsPerMinute));
  const now = points[points.length - 1].recordsPerMinute;
  const { width, x, y, draw } = frame(place, millis(points[0].at), millis(points[points.length - 1].at), highest);
  const places = points.map((point) => `${x(millis(point.at)).toFixed(1)},${y(point.recordsPerMinute).toFixed(1)}`);
  const [lastX, lastY] = places[places.length - 1].split(',');
  const summary = `Documents per minute over time: now ${number(now)}, on average ${number(average)}, at most ${number(highest)}.`;
  return [
    draw(summary,
      h('path', { class: 'area', d: `M${PAD.left},${y(0)} L${places.join(' L')} L${lastX},${y(0)} Z` }),
      h('polyline', { class: 'rate', points: places.join(' ') }),
      h('circle', { class: 'now', cx: lastX, cy: lastY, r: 3.5 }),
      h('line', { class: 'average', x1: PAD.left, x2: width - PAD.right, y1: y(average), y2: y(average) })),
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

const legend = (names) => h('ul', { class: 'legend' }, names.map((name, i) =>
  h('li', {}, h('span', { class: `dot s${i % 6}`, 'aria-hidden': 'true' }), clipped(name, { most: 48 }))));

/** Documents a minute by worker, each over ten seconds at least, so that batches do not show as teeth. */
function workerRates(workers, points) {
  return workers.map((_, i) => {
    const rates = [];
    let before = points[0];
    for (const point of points.slice(1)) {
      const took = millis(point.at) - millis(before.at);
      if (took >= SMOOTH_MILLIS || point === points[points.length - 1]) {
        rates.push({ at: point.at, rate: (((point.processed[i] ?? 0) - (before.processed[i] ?? 0)) * 60000) / Math.max(1, took) });
        before = point;
      }
    }
    return rates;
  });
}

/** Each worker's throughput over time; null where there is nothing to draw yet. */
export function workersChart(workers, points, place) {
  if (workers.length === 0 || points.length < 2) return null;
  const rates = workerRates(workers, points);
  const highest = Math.max(1, ...rates.flat().map((each) => each.rate));
  const { x, y, draw } = frame(place, millis(points[0].at), millis(points[points.length - 1].at), highest);
  const lines = rates.map((line, i) => h('polyline', { class: `line s${i % 6}${i >= 6 ? ' dashed' : ''}`,
    points: line.map((each) => `${x(millis(each.at)).toFixed(1)},${y(each.rate).toFixed(1)}`).join(' ') }));
  const last = rates.map((line) => line[line.length - 1]?.rate ?? 0);
  return [
    draw(`Documents per minute by worker: ${workers.map((worker, i) => `${worker} ${number(last[i])}`).join(', ')}, at the end.`, lines),
    legend(workers),
    h('p', { class: 'quiet' }, 'Documents per minute of each worker; dashed from the seventh on.'),
  ];
}

/** How many failed for which reason, over time; {reasons, slices} as the server has them. */
export function reasonsChart({ reasons, slices }, place) {
  if (slices.length === 0) return null;
  const names = reasons.map((reason) => reason || 'other reasons');
  const start = millis(slices[0].from);
  const step = slices.length > 1 ? millis(slices[1].from) - start : 1000;
  const sums = slices.map((slice) => slice.counts.reduce((sum, count) => sum + count, 0));
  const { x, y, draw } = frame(place, start, start + step * slices.length, Math.max(...sums));
  const bars = slices.map((slice) => {
    const from = x(millis(slice.from));
    const width = Math.max(1, x(millis(slice.from) + step) - from - 1);
    let below = 0;
    return slice.counts.map((count, i) => {
      const box = h('rect', { class: `s${i % 6}`, x: from, width, y: y(below + count), height: Math.max(0, y(below) - y(below + count)) },
        h('title', {}, `${names[i]}: ${number(count)}`));
      below += count;
      return count ? box : null;
    });
  });
  return [
    draw(`Documents that failed over time, by reason; at most ${number(Math.max(...sums))} in ${number(step / 1000)} s.`, bars),
    legend(names),
    h('p', { class: 'quiet' }, `Documents that failed and are not loaded since, each bar ${number(step / 1000)} s, from ${when(slices[0].from)} on.`),
    h('details', {}, h('summary', {}, 'As a table'), table('Failures over time',
      ['From', ...names.map((name) => ({ text: visible(name), class: 'n' }))],
      slices.filter((_, i) => sums[i] > 0).map((slice) => h('tr', {},
        h('td', {}, moment(slice.from)), slice.counts.map((count) => h('td', { class: 'n' }, number(count))))))),
  ];
}
