// The API, and the token that some of it needs.

import { askToken, knownToken } from './token.js';

const AGAIN_MILLIS = 3000;
// The server says something every 5 s; after so long, the connection is dead, whatever the browser believes.
const SILENCE_MILLIS = 20_000;
// It answers a new request at once. Where a network dropped connections, the browser tries all that it kept, one after the other.
const ANSWER_MILLIS = 6000;

let session = null;

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(path, options = {}) {
  const token = knownToken();
  const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  let response;
  try {
    response = await fetch(path, { cache: 'no-store', credentials: 'same-origin', ...options, headers });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, 'The server does not answer.');
  }
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new ApiError(response.status, body.error ?? `The server says ${response.status}.`);
  }
  return response;
}

/** Asks for a token where one that allows more is needed; null if nobody gave it. */
async function withToken(path, options) {
  for (let given = null; ;) {
    try {
      return await ask(path, options);
    } catch (error) {
      if (error.status !== 401) throw error;
      const another = await askToken(given !== null);
      if (another === null) return null;
      given = another;
      session = null;
      document.dispatchEvent(new CustomEvent('session'));
    }
  }
}

/** Whoever did not give a token is not asked again by what the page reads by itself. */
let declined = false;
window.addEventListener('hashchange', () => { declined = false; });

export const query = (parameters) => {
  const filled = Object.entries(parameters).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`;
};

async function reading(path, parameters) {
  const response = declined ? null : await withToken(`api/${path}${query(parameters)}`, {});
  declined ||= response === null;
  if (response === null) throw new ApiError(401, 'The dashboard shows this to those who know its token.');
  const age = response.headers.get('Xmlfleet-Reports');
  if (path.startsWith('runs')) document.dispatchEvent(new CustomEvent('reports', { detail: age === 'old' }));
  return response;
}

export const get = async (path, parameters = {}) => (await reading(path, parameters)).json();

/** A part of a list: what is in it, and how many there are in all. */
export async function getPart(path, parameters = {}) {
  const response = await reading(path, parameters);
  return { items: await response.json(), total: Number(response.headers.get('Xmlfleet-Total')) };
}

/** Saves what the server answers as a file. */
export async function download(path, parameters, name) {
  const blob = await (await reading(path, parameters)).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Null if nobody gave the token. */
export async function getGuarded(path, parameters = {}) {
  const response = await withToken(`api/${path}${query(parameters)}`, {});
  return response && response.json();
}

/** Null if nobody gave the token. */
export async function post(path, body) {
  const response = await withToken(`api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response && response.json();
}

/**
 * Follows a stream of events, again and again; the browser's own EventSource cannot send a token.
 * Listeners: open(), error(), and one for each name of an event, called with its data.
 */
export function events(path, listeners) {
  let closed = false;
  let connection;
  async function read() {
    const control = new AbortController();
    connection = control;
    let silence;
    const allow = (millis) => {
      clearTimeout(silence);
      silence = setTimeout(() => control.abort(), millis);
    };
    try {
      allow(ANSWER_MILLIS);
      const response = await withToken(`api/${path}`, { headers: { Accept: 'text/event-stream' }, signal: control.signal });
      if (response === null) return;
      listeners.open();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let rest = ''; ;) {
        allow(SILENCE_MILLIS);
        const { done, value } = await reader.read();
        if (done) return;
        const parts = (rest + value).split('\n\n');
        rest = parts.pop();
        for (const part of parts) {
          const field = (name) => part.split('\n').find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1).trim();
          listeners[field('event')]?.(field('data'));
        }
      }
    } finally {
      clearTimeout(silence);
    }
  }
  async function again() {
    while (!closed) {
      await read().catch(() => {});
      if (closed) return;
      listeners.error();
      await new Promise((resolve) => { setTimeout(resolve, AGAIN_MILLIS); });
    }
  }
  again();
  return () => {
    closed = true;
    connection.abort();
  };
}

/** Who asks, what he may, and how the program is called here. */
export const currentSession = () => (session ??= get('session').catch((error) => {
  session = null;
  throw error;
}));

export const itemPath = (item) => item.split('/').map(encodeURIComponent).join('/');
