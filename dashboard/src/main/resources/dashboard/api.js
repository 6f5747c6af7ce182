// The API, and the token that some of it needs.

import { askToken, forgetToken, knownToken } from './token.js';

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: 'no-store', credentials: 'omit', ...options });
  } catch {
    throw new ApiError(0, 'The server does not answer.');
  }
  const age = response.headers.get('Xmlfleet-Reports');
  if (path.startsWith('api/runs')) document.dispatchEvent(new CustomEvent('reports', { detail: age === 'old' }));
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(response.status, body.error ?? `The server says ${response.status}.`);
  return body;
}

export const query = (parameters) => {
  const filled = Object.entries(parameters).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return filled.length === 0 ? '' : `?${new URLSearchParams(filled)}`;
};

export const get = (path, parameters = {}) => call(`api/${path}${query(parameters)}`, {});

/** Asks for the token if it is not known yet; null if nobody gave it. */
async function withToken(doing) {
  for (let again = false; ; again = true) {
    const token = knownToken() ?? (await askToken(again));
    if (token === null) return null;
    try {
      return await doing({ Authorization: `Bearer ${token}` });
    } catch (error) {
      if (error.status !== 401) throw error;
      forgetToken();
    }
  }
}

export const getGuarded = (path, parameters = {}) =>
  withToken((headers) => call(`api/${path}${query(parameters)}`, { headers }));

export const post = (path, body) =>
  withToken((headers) => call(`api/${path}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }));

export const itemPath = (item) => item.split('/').map(encodeURIComponent).join('/');
