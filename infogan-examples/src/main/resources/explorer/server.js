/** Requests to the program that serves this page. */

const token = new URLSearchParams(location.search).get('token');

export class ServerError extends Error {}

/** The program has ended, or cannot be reached. */
export class NoAnswer extends ServerError {}

async function send(path, options) {
  let response;
  try {
    response = await fetch(path, {
      ...options,
      headers: { 'X-Explorer-Token': token, ...options.headers },
    });
  } catch {
    throw new NoAnswer('The program behind this page does not answer: it may have ended. Start it again.');
  }
  if (!response.ok) {
    const answer = await response.json().catch(() => ({}));
    throw new ServerError(answer.error ?? `The program answered with an error (${response.status}).`);
  }
  return response;
}

export const model = async () => (await send('/api/model', {})).json();

const post = (path, value) =>
  send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  });

export const view = async request => (await post('/api/view', request)).json();
export const picture = async request => (await post('/api/picture.png', request)).blob();
export const codes = async request => (await post('/api/codes.csv', request)).blob();
export const datum = async index => (await post('/api/datum', { index })).json();
export const arithmetic = async terms => (await post('/api/arithmetic', terms)).json();

export const encode = async file =>
  (await send('/api/encode', {
    method: 'POST',
    headers: { 'Content-Type': file.type },
    body: file,
  })).json();

/**
 * At most one request at a time: while one is under way, only the latest of those that come is kept,
 * and sent when the answer is there.
 */
export class Latest {
  #run;
  #busy = false;
  #next = null;

  constructor(run) {
    this.#run = run;
  }

  async ask(request) {
    this.#next = request;
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      while (this.#next !== null) {
        const latest = this.#next;
        this.#next = null;
        await this.#run(latest);
      }
    } finally {
      this.#busy = false;
    }
  }
}
