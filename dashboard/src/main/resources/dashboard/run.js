// One run, as it goes.

import { currentSession, events as listenTo, get, itemPath } from './api.js';
import { connected } from './app.js';
import { rateChart, rateTable, reasonsChart, workersChart } from './chart.js';
import { bar, clipped, command, copier, duration, h, moment, number, percent, refresh, replace, say, secondsSince, stageName, STAGES, state, table, when } from './dom.js';

const SILENT_SECONDS = 30;
const OLD_REPORT_SECONDS = 20;
const QUIET_SECONDS = 600; // a run that is silent for so long is reported no more
const REASONS_MILLIS = 2000;
const MOST_POINTS = 800;
const LATE_MILLIS = 5000;

const finished = (report) => report.state === 'COMPLETE' || report.state === 'CANCELLED';
const completed = (counts) => counts.loaded + counts.alreadyLoaded + counts.failed;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const BANNERS = {
  WAITING_FOR_DATABASE: 'The workers wait for the database. Nothing is failed for it; they go on when it is back.',
  STALLED: 'Work is left and no outcome has come for a while. Are consumers running?',
  CANCELLED: 'The sender gave up; all that it had sent is done.',
};

function banner(report, age) {
  if (BANNERS[report.state]) return BANNERS[report.state];
  if (!finished(report) && age > OLD_REPORT_SECONDS) {
    return age > QUIET_SECONDS
      ? `Nothing has been heard of this run since ${when(report.reportedAt)}.`
      : `The latest report is of ${when(report.reportedAt)}. Is an aggregator running?`;
  }
  const done = completed(report.counts);
  if (done >= 10 && report.counts.failed > done / 10) {
    return `More than 10 % fail: ${number(report.counts.failed)} of ${number(done)}.`;
  }
  return '';
}

function tiles(report) {
  const { counts, pace } = report;
  const done = completed(counts);
  const eta = pace.etaMinutes;
  const tile = (name, value) => h('div', {}, h('dt', {}, name), h('dd', {}, value));
  return [
    finished(report) ? null : tile('Per minute, last minute', number(pace.lastMinuteRecordsPerMinute)),
    tile('Per minute, whole run', number(pace.recordsPerMinute)),
    tile(finished(report) ? 'Took' : 'Running for', duration(pace.elapsedSeconds)),
    finished(report) ? null : tile('Time left', eta == null ? 'unknown' : duration(eta * 60)),
    tile('Succeeded', done === 0 ? '–' : percent((done - counts.failed) / done)),
    tile('Workers busy', percent(pace.parallelEfficiency)),
  ].filter((one) => one !== null);
}

function mix(report) {
  const { counts } = report;
  const done = completed(counts);
  const all = Math.max(1, counts.total ?? done);
  const parts = [
    ['Loaded', counts.loaded, 'loaded'],
    ['Already loaded', counts.alreadyLoaded, 'already'],
    ['Failed', counts.failed, 'bad'],
    ['Not done yet', Math.max(0, (counts.total ?? done) - done), 'open'],
  ];
  let x = 0;
  const bars = parts.map(([, count, kind]) => {
    const rect = h('rect', { class: kind, x: (x / all) * 100, width: (count / all) * 100, height: 8 });
    x += count;
    return rect;
  });
  return [
    h('svg', { class: 'bar wide', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, bars),
    h('ul', { class: 'legend' }, parts.map(([name, count, kind]) =>
      h('li', {}, h('span', { class: `dot ${kind}`, 'aria-hidden': 'true' }), `${name} ${number(count)}`))),
  ];
}

function rows(report) {
  const entries = Object.entries(report.rows);
  const most = Math.max(1, ...entries.map(([, count]) => count));
  const inserted = entries.length === 0
    ? h('p', { class: 'quiet' }, 'None yet.')
    : table('Inserted by this run', ['Table', { text: 'Rows', class: 'n' }, { text: 'Share', class: 'grow' }], entries.map(([name, count]) =>
      h('tr', {}, h('th', { scope: 'row' }, clipped(name)), h('td', { class: 'n' }, number(count)), h('td', { class: 'grow' }, bar(count / most)))));
  return report.kept
    ? [inserted, h('p', { class: 'quiet' }, `${number(report.kept)} rows were there already: kept or updated.`)]
    : [inserted];
}

/** What is unusual about a worker: long silence while others work, or much more time a document. */
function straggling(worker, report, usualSeconds) {
  if (finished(report) || worker.worker === 'gone') return null;
  const silent = secondsSince(worker.lastSeen, new Date(report.reportedAt).getTime());
  if (silent > SILENT_SECONDS) return `silent for ${duration(silent)}`;
  return report.workers.length > 2 && worker.busySeconds / worker.processed > 2 * usualSeconds ? 'slow' : null;
}

function workers(report) {
  if (report.workers.length === 0) return h('p', { class: 'quiet' }, 'None has finished a document yet.');
  const all = report.workers.reduce((sum, worker) => sum + worker.processed, 0);
  const usual = median(report.workers.map((worker) => worker.busySeconds / Math.max(1, worker.processed)));
  return table('Those that finished documents of this run',
    ['Worker', { text: 'Done', class: 'n' }, { text: 'Share', class: 'n' }, { text: 'Loaded', class: 'n' }, { text: 'Failed', class: 'n' }, { text: 'ms a document', class: 'n' }, 'Last seen', 'Remarks'],
    report.workers.map((worker) => {
      const odd = straggling(worker, report, usual);
      return h('tr', {},
        h('th', { scope: 'row' }, clipped(worker.worker)),
        h('td', { class: 'n' }, number(worker.processed)),
        h('td', { class: 'n' }, percent(worker.processed / Math.max(1, all)), bar(worker.processed / Math.max(1, all))),
        h('td', { class: 'n' }, number(worker.loaded)),
        h('td', { class: worker.failed ? 'n failed' : 'n' }, number(worker.failed)),
        h('td', { class: 'n' }, number((worker.busySeconds * 1000) / Math.max(1, worker.processed), 1)),
        h('td', {}, moment(worker.lastSeen)),
        h('td', {}, odd ? h('span', { class: 'state STALLED' }, odd) : ''));
    }));
}

function stages(report) {
  const entries = STAGES.filter((stage) => report.failuresByStage[stage]).map((stage) => [stage, report.failuresByStage[stage]]);
  if (entries.length === 0) return h('p', { class: 'quiet' }, 'Nothing failed.');
  return h('ul', { class: 'legend' }, entries.map(([stage, count]) => h('li', {}, h('a', {
    href: `#/letters?run=${encodeURIComponent(report.run)}&stage=${stage}`,
  }, `${stageName(stage)} ${number(count)}`))));
}

function reasons(run, groups) {
  return groups.length === 0 ? null : table('By reason',
    ['Stage', 'Reason', { text: 'Documents', class: 'n' }, 'One of them'],
    groups.map((group) => h('tr', {},
      h('td', {}, stageName(group.stage)),
      h('td', { class: 'text' }, h('a', {
        href: `#/letters?run=${encodeURIComponent(run)}&stage=${group.stage}&reason=${encodeURIComponent(group.reason)}`,
      }, group.reason)),
      h('td', { class: 'n' }, number(group.count)),
      h('td', {}, clipped(group.example, { tag: 'a', href: `#/letters/${itemPath(group.example)}`, most: 28 })))));
}

export function runView(run) {
  const parts = {};
  const part = (name, tag = 'div', attributes = {}) => (parts[name] = h(tag, attributes));
  const bar = part('bar', 'progress', { 'aria-label': 'Documents that have their outcome', max: 1, value: 0 });
  const element = h('section', {},
    h('h1', { tabindex: '-1' }, `Run ${run} `, copier(run, 'the run'), ' ', part('state', 'span')),
    part('source', 'p', { class: 'quiet' }),
    part('banner', 'p', { class: 'banner', role: 'alert', hidden: true }),
    h('div', { class: 'progress' }, bar, part('done', 'p', { class: 'big' })),
    part('spoken', 'p', { class: 'spoken', role: 'status' }),
    part('tiles', 'dl', { class: 'tiles' }),
    h('div', { class: 'columns' },
      h('section', {}, h('h2', {}, 'Outcomes'), part('mix'), h('h3', {}, 'Failures by stage'), part('stages')),
      h('section', {}, h('h2', {}, 'Rate'), part('chart'),
        h('details', {}, h('summary', {}, 'As a table'), part('points')))),
    part('reasons', 'section'),
    part('overTime', 'section'),
    h('div', { class: 'columns' },
      h('section', {}, h('h2', {}, 'Rows'), part('rows')),
      h('section', { class: 'double' }, h('h2', {}, 'Workers'), part('workers'))),
    part('throughput', 'section'),
    part('same'));

  let latest = null;
  let heardAt = null; // of a report that came while the page was open: no clock but this one is asked
  let stateShown = null;
  let points = [];
  let names = [];
  let failures = null;
  let failedShown = -1;
  let reasonsAt = 0;
  let spokenShare = -1;
  let stop = () => {};
  let closed = false;
  let begun = '';
  let widthDrawn = 0;

  async function showReasons() {
    if (latest === null || latest.counts.failed === failedShown || Date.now() - reasonsAt < REASONS_MILLIS) return;
    const failed = latest.counts.failed;
    reasonsAt = Date.now();
    if (failed === 0) {
      failedShown = 0;
      replace(parts.reasons);
      replace(parts.overTime);
      return;
    }
    try {
      const found = await get('dead-letters/groups', { run });
      const counted = found.groups.reduce((sum, group) => sum + group.count, 0);
      replace(parts.reasons, h('h2', {}, 'Why'), reasons(run, found.groups));
      failures = await get('dead-letters/over-time', { run });
      drawFailures();
      // The letters may be a moment behind the report; then they are asked for again, as after an error.
      failedShown = counted === failed || found.total > found.groups.length ? failed : -1;
    } catch (error) {
      replace(parts.reasons, h('p', { class: 'quiet' }, `The reasons cannot be read: ${error.message}`));
    }
  }

  function speak(report, done) {
    const share = report.counts.total ? Math.floor((done / report.counts.total) * 10) : 0;
    if (share === spokenShare && !finished(report)) return;
    spokenShare = share;
    say(parts.spoken, `${number(done)} of ${report.counts.total == null ? 'an unknown number' : number(report.counts.total)}`
      + ` documents done, ${number(report.counts.failed)} failed. ${finished(report) ? 'The run is over.' : ''}`);
  }

  function show(report) {
    if (latest !== null && latest.reportedAt !== report.reportedAt) heardAt = performance.now();
    latest = report;
    const { counts } = report;
    const done = completed(counts);
    if (stateShown !== report.state) replace(parts.state, state(report.state));
    stateShown = report.state;
    const about = [report.source, report.contract, report.pace.startedAt].join('\n');
    if (about !== begun) {
      begun = about;
      replace(parts.source, `${report.source}${report.contract ? ` · contract ${report.contract}` : ''} · started `, moment(report.pace.startedAt));
    }
    if (counts.total == null) bar.removeAttribute('value');
    else {
      bar.max = Math.max(1, counts.total);
      bar.value = counts.total === 0 ? 1 : done;
    }
    const share = counts.total == null ? '' : ` (${percent(counts.total === 0 ? 1 : done / counts.total)})`;
    say(parts.done, `${number(done)} of ${counts.total == null ? '?' : number(counts.total)}${share}`);
    refresh(parts.tiles, tiles(report));
    refresh(parts.mix, mix(report));
    refresh(parts.stages, stages(report));
    refresh(parts.rows, rows(report));
    refresh(parts.workers, workers(report));
    note(report);
    speak(report, done);
    warn();
    showReasons();
  }

  function note(report) {
    const last = points[points.length - 1];
    const at = new Date(report.reportedAt);
    const end = report.pace.finishedAt;
    // Of a run that is over, the last minute says less and less about it.
    const late = end && at - new Date(end) > LATE_MILLIS;
    if (!late && (!last || at > new Date(last.at))) {
      const counts = new Map(report.workers.map((worker) => [worker.worker, worker.processed]));
      points.push({ at: report.reportedAt,
        completed: completed(report.counts),
        recordsPerMinute: report.pace.lastMinuteRecordsPerMinute,
        processed: names.map((name, i) => counts.get(name) ?? last?.processed[i] ?? 0) });
    }
    if (points.length > MOST_POINTS) points = points.filter((_, i) => i % 2 === 0);
    draw();
    refresh(parts.points, rateTable(points));
  }

  function draw() {
    widthDrawn = parts.chart.clientWidth;
    refresh(parts.chart, rateChart(points, latest.pace.recordsPerMinute, parts.chart));
    const lines = workersChart(names, points, parts.throughput);
    refresh(parts.throughput, lines && [h('h2', {}, 'Throughput by worker'), ...lines]);
  }

  function drawFailures() {
    const bars = failures && reasonsChart(failures, parts.overTime);
    replace(parts.overTime, bars && [h('h2', {}, 'Failures over time'), ...bars]);
  }

  function warn() {
    const text = latest === null ? '' : banner(latest, heardAt === null
      ? secondsSince(latest.reportedAt) : (performance.now() - heardAt) / 1000);
    say(parts.banner, text);
    parts.banner.hidden = text === '';
  }

  async function listen() {
    try {
      ({ points, workers: names } = await get(`runs/${encodeURIComponent(run)}/rate`));
    } catch (error) {
      if (error.status !== 404) connected(error.message);
    }
    if (closed) return;
    stop = listenTo(`runs/${encodeURIComponent(run)}/events`, {
      open: () => connected(null),
      old: (data) => document.dispatchEvent(new CustomEvent('reports', { detail: data === 'true' })),
      report: (data) => show(JSON.parse(data)),
      error: () => connected('The server does not answer; trying again.'),
    });
    if (closed) stop();
  }

  say(parts.done, 'Waiting for a report …');
  listen();
  currentSession().then((session) => {
    const line = (name) => command(session.command.replace('{command}', () => name));
    replace(parts.same, h('h2', {}, 'The same on a terminal'), line(`watch ${run}`), line(`report --run ${run}`));
  }).catch(() => {});
  const resized = new ResizeObserver(() => {
    if (latest !== null && parts.chart.clientWidth !== widthDrawn) {
      draw();
      drawFailures();
    }
  });
  resized.observe(parts.chart);
  const timer = setInterval(() => {
    warn();
    showReasons();
  }, 1000);
  return {
    title: `Run ${run}`,
    element,
    close: () => {
      closed = true;
      clearInterval(timer);
      resized.disconnect();
      stop();
    },
  };
}
