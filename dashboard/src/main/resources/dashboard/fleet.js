// The fleet itself: what is wrong, brokers and topics, consumers, the database, where time goes.

import { currentSession, get } from './api.js';
import { connected, problem } from './app.js';
import { bar, clipped, command, h, moment, number, percent, refresh, replace, table } from './dom.js';

const EVERY_MILLIS = 5000;
const STEPS = [['read', 'Read'], ['map', 'Map'], ['insert', 'Insert'], ['commit', 'Commit']];
const STATES = {
  WORKING: 'Working', WAITING_FOR_DATABASE: 'Waiting for the database', WAITING_FOR_BROKER: 'Waiting for the brokers',
  STUCK: 'Stuck', STOPPED: 'Stopped',
};
const MEBIBYTE = 1024 * 1024;

const worker = (name) => name.replace(/\/(?=[^/]*$)/, '-');

function problems(found) {
  return found.length === 0
    ? h('p', { class: 'banner good' }, 'Nothing is wrong that the dashboard can see.')
    : h('ul', { class: 'problems' }, found.map((each) => h('li', { class: each.severity === 'BAD' ? 'banner bad' : 'banner' },
      h('strong', {}, each.severity === 'BAD' ? 'Problem: ' : 'Warning: '), each.text)));
}

function topics(cluster) {
  return table('Topics', ['Topic', { text: 'Partitions', class: 'n' }, { text: 'Copies', class: 'n' },
    { text: 'Needed for a write', class: 'n' }, { text: 'Copies behind', class: 'n' }, { text: 'Without a leader', class: 'n' }],
  cluster.topics.map((topic) => h('tr', {},
    h('th', { scope: 'row' }, clipped(topic.name)),
    h('td', { class: 'n' }, number(topic.partitions)),
    h('td', { class: 'n' }, number(topic.copies)),
    h('td', { class: 'n' }, topic.minInSync == null ? '?' : number(topic.minInSync)),
    h('td', { class: topic.behind ? 'n failed' : 'n' }, number(topic.behind)),
    h('td', { class: topic.offline ? 'n failed' : 'n' }, number(topic.offline)))));
}

function lags(lag) {
  const waiting = lag.filter((each) => each.end > each.position);
  if (waiting.length === 0) return h('p', { class: 'quiet' }, 'Nothing waits.');
  const most = Math.max(...waiting.map((each) => each.end - each.position));
  return table('Documents that wait, by partition', ['Partition', { text: 'Waiting', class: 'n' }, { text: 'Share', class: 'grow' }],
    waiting.map((each) => h('tr', {},
      h('th', { scope: 'row' }, clipped(`${each.topic}-${each.partition}`)),
      h('td', { class: 'n' }, number(each.end - each.position)),
      h('td', { class: 'grow' }, bar((each.end - each.position) / most)))));
}

/** Members of the groups and workers that the reports tell of: the same ones, under one name. */
function consumers(fleet) {
  const members = new Map((fleet.cluster?.members ?? []).map((member) => [member.client, member]));
  const known = fleet.workers.map((share) => ({ name: share.worker, share, member: members.get(worker(share.worker)) }));
  const named = new Set(fleet.workers.map((share) => worker(share.worker)));
  const others = [...members.values()].filter((member) => !named.has(member.client)).map((member) => ({ name: member.client, member }));
  return [...known, ...others];
}

function consumerTable(all) {
  if (all.length === 0) return h('p', {}, 'No consumer is there. ', h('code', {}, 'xmlfleet consume'), ' starts one.');
  return table('Workers', ['Worker', 'Host', 'State', 'Version', 'Contracts', { text: 'Partitions', class: 'n' },
    { text: 'Behind', class: 'n' }, { text: 'Heap', class: 'n' }, 'Last seen'],
  all.map(({ name, share, member }) => {
    const vitals = share?.told?.vitals;
    const state = share?.told?.state;
    return h('tr', {},
      h('th', { scope: 'row' }, clipped(name)),
      h('td', {}, member?.host ?? 'not connected'),
      h('td', {}, state ? h('span', { class: `state ${state === 'WORKING' ? 'RUNNING' : 'STALLED'}`, title: share.told.reason ?? null }, STATES[state] ?? state) : '?'),
      h('td', {}, vitals ? vitals.version || 'not packaged' : '?'),
      h('td', { class: 'text' }, vitals ? vitals.contracts.join(', ') : '?'),
      h('td', { class: 'n', title: member ? member.partitions.join(', ') : null }, number(member ? member.partitions.length : vitals?.partitions ?? 0)),
      h('td', { class: 'n' }, vitals ? number(vitals.lag) : '?'),
      h('td', { class: 'n wrap' }, vitals ? h('div', {}, `${number(vitals.heapUsedBytes / MEBIBYTE)} of ${number(vitals.heapMaxBytes / MEBIBYTE)} MiB`,
        bar(vitals.heapUsedBytes / vitals.heapMaxBytes)) : '?'),
      h('td', {}, share ? moment(share.told?.at ?? share.lastSeen) : '?'));
  }));
}

/** Where the time of all workers and of each went, since they began. */
function steps(workers) {
  const known = workers.filter((share) => share.told?.vitals);
  if (known.length === 0) return h('p', { class: 'quiet' }, 'Not known yet: workers tell every ten seconds, once they have documents.');
  const of = (share) => share.told.vitals.steps;
  const all = Object.fromEntries(STEPS.map(([step]) => [step, known.reduce((sum, share) => sum + of(share)[step], 0)]));
  const line = (name, times) => {
    const sum = Math.max(0.001, STEPS.reduce((total, [step]) => total + times[step], 0));
    let x = 0;
    const parts = STEPS.map(([step], i) => {
      const part = h('rect', { class: `s${i}`, x: (x / sum) * 100, width: (times[step] / sum) * 100, height: 8 });
      x += times[step];
      return part;
    });
    return h('tr', {}, h('th', { scope: 'row' }, clipped(name)),
      STEPS.map(([step]) => h('td', { class: 'n' }, percent(times[step] / sum))),
      h('td', { class: 'grow' }, h('svg', { class: 'bar wide', viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, parts)));
  };
  const [slowest] = [...STEPS].sort((a, b) => all[b[0]] - all[a[0]]);
  return [
    h('p', {}, `Most time goes into ${slowest[1].toLowerCase()}.`),
    table('Time of workers by step', ['Worker', ...STEPS.map(([, name], i) => ({ text: h('span', {}, h('span', { class: `dot s${i}`, 'aria-hidden': 'true' }), name), label: name, class: 'n' })), { text: 'Share', class: 'grow' }],
      [line('All workers', all), ...known.map((share) => line(share.worker, of(share)))]),
  ];
}

export function fleetView() {
  const parts = {};
  const part = (name) => (parts[name] = h('div', {}));
  const failed = h('div', {});
  let shown = '';
  let closed = false;

  async function load() {
    try {
      const fleet = await get('fleet');
      if (closed) return;
      connected(null);
      replace(failed);
      const now = JSON.stringify(fleet);
      if (now === shown) return;
      shown = now;
      refresh(parts.problems, problems(fleet.problems));
      refresh(parts.database, h('p', {}, fleet.database == null ? 'No worker has told of it yet.' : `It ${fleet.database}.`));
      refresh(parts.consumers, consumerTable(consumers(fleet)));
      refresh(parts.steps, steps(fleet.workers));
      refresh(parts.lag, lags(fleet.lag));
      refresh(parts.brokers, fleet.cluster == null ? h('p', {}, 'Not known.') : [
        h('ul', { class: 'legend' }, fleet.cluster.brokers.map((broker) => h('li', {}, `${broker.id} at ${broker.address}`))), topics(fleet.cluster)]);
    } catch (error) {
      if (closed) return;
      if (error.status === 0) connected(error.message);
      else replace(failed, problem(error));
    }
  }

  load();
  const timer = setInterval(() => document.hidden || load(), EVERY_MILLIS);
  const same = h('div', {});
  currentSession().then((session) => replace(same, command(session.command.replace('{command}', 'lag')))).catch(() => {});
  return {
    title: 'Fleet',
    element: h('section', {}, h('h1', { tabindex: '-1' }, 'Fleet'), failed, part('problems'),
      h('h2', {}, 'Consumers'), part('consumers'),
      h('h2', {}, 'Where their time goes'), part('steps'),
      h('div', { class: 'columns' },
        h('section', {}, h('h2', {}, 'Database'), part('database')),
        h('section', {}, h('h2', {}, 'Waiting documents'), part('lag'))),
      h('h2', {}, 'Brokers and topics'), part('brokers'), same),
    close: () => {
      closed = true;
      clearInterval(timer);
    },
  };
}
