/** A − B + C of codes. */

import { byId, el } from './dom.js';
import * as server from './server.js';
import { rounded } from './state.js';

const LETTERS = ['A', 'B', 'C'];

export class Arithmetic {
  #model;
  #store;
  #places = {};
  #points = {};

  constructor(model, store, fail) {
    this.#model = model;
    this.#store = store;
    byId('terms').replaceChildren(...LETTERS.flatMap((letter, i) => [
      ...(i > 0 ? [el('span', { class: 'sign', 'aria-hidden': 'true' }, i === 1 ? '−' : '+')] : []),
      this.#place(letter),
    ]));
    byId('combine').onclick = async () => {
      try {
        const { A: a, B: b, C: c } = this.#points;
        store.set({ codes: rounded(model, (await server.arithmetic({ a, b, c })).codes) });
      } catch (e) {
        fail(e);
      }
    };
  }

  #place(letter) {
    const canvas = el('canvas', { width: 1, height: 1, 'aria-hidden': 'true' });
    const button = el('button', {
      type: 'button', class: 'place', id: 'term-' + letter,
      'aria-label': `${letter}: empty. Take the current codes`,
      title: `Take the current codes as ${letter}`,
      onclick: () => this.take(letter, this.#current(), byId('current')),
    }, canvas, el('b', {}, letter));
    this.#places[letter] = { button, canvas };
    return button;
  }

  /** The current codes as points: one-hot for a category. */
  #current() {
    const { codes } = this.#store.state;
    const points = {};
    for (const code of this.#model.codes) {
      const value = codes[code.name];
      points[code.name] = code.kind === 'categorical'
        ? Array.from({ length: code.categories }, (_, k) => k === value ? 1 : 0)
        : [value];
    }
    return points;
  }

  take(letter, points, picture) {
    const { button, canvas } = this.#places[letter];
    this.#points[letter] = points;
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d').drawImage(picture, 0, 0);
    button.classList.add('filled');
    button.setAttribute('aria-label', `${letter}: filled. Take the current codes instead`);
    byId('combine').disabled = LETTERS.some(other => !this.#points[other]);
  }
}
