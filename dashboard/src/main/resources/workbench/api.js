// The API. Its token comes once in the page's address, behind the #, and stays in this tab.

const KEY = 'xmlfleet-workbench-token';

const DASHBOARDS = 'xmlfleet-token';

const hash = new URLSearchParams(location.hash.slice(1));
const given = hash.get('token');
if (given) {
  sessionStorage.setItem(KEY, given);
  history.replaceState(null, '', location.pathname);
}

/** The dead letter and its attempt that the dashboard opened it with, as a query; null: it stands by itself. */
const desk = hash.has('desk') ? new URLSearchParams({ desk: hash.get('desk'), attempt: hash.get('attempt') ?? '' }).toString() : null;
window.addEventListener('hashchange', () => location.reload());

const token = () => sessionStorage.getItem(desk === null ? KEY : DASHBOARDS) ?? '';

export class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function ask(name, body = {}) {
  let response;
  try {
    response = await fetch(`api/${name}${desk === null ? '' : `?${desk}`}`, {
      method: 'POST',
      cache: 'no-store',
      credentials: 'omit',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token()}` },
      body: JSON.stringify(body),
    });
  } catch {
    throw new ApiError(0, 'The workbench does not answer: was it stopped? Your text is still here.');
  }
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) {
    throw new ApiError(401, desk === null ? 'Open the address that the command printed, with all that is behind the #.'
      : 'Open it from the dead letter\'s page, which asks for the token.');
  }
  if (!response.ok) throw new ApiError(response.status, answer.error ?? `The workbench says ${response.status}.`);
  return answer;
}
