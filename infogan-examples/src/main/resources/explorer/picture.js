/** A picture of the user's, or of the data: what Q reads off it, and an image of the same codes. */

import { bitmap, byId, drawCell, el, iconButton, text } from './dom.js';
import { isNumber, rounded } from './state.js';
import * as server from './server.js';

export class Picture {
  #model;
  #store;
  #fail;
  #take;

  /**
   * @param take takes a term of A − B + C: its letter, its points and a canvas
   * @param fail shows a problem
   * @param restore takes the text of a JSON file that this page has written
   */
  constructor(model, store, take, fail, restore) {
    this.#model = model;
    this.#store = store;
    this.#take = take;
    this.#fail = fail;
    const file = byId('picture-file');
    byId('choose').onclick = () => file.click();
    file.onchange = () => {
      this.#open(file.files[0], restore);
      file.value = '';
    };
    document.addEventListener('dragover', event => {
      event.preventDefault();
      byId('drop').classList.add('over');
    });
    document.addEventListener('dragleave', () => byId('drop').classList.remove('over'));
    document.addEventListener('drop', event => {
      event.preventDefault();
      byId('drop').classList.remove('over');
      this.#open(event.dataTransfer.files[0], restore);
    });
    document.addEventListener('paste', event => {
      this.#open([...event.clipboardData.files].find(pasted => pasted.type in TYPES), restore);
    });
    if (model.data) {
      this.#offerData(model.data);
    }
  }

  async #open(file, restore) {
    if (!file) {
      return;
    }
    if (file.type === 'application/json') {
      restore(await file.text());
    } else if (!(file.type in TYPES)) {
      this.#fail(new Error(`${file.name}: expected a PNG or JPEG picture.`));
    } else if (file.size > this.#model.mostBytes) {
      this.#fail(new Error(`${file.name}: expected at most ${this.#model.mostBytes >> 20} MB.`));
    } else {
      await this.#read(() => server.encode(file), file.name);
    }
  }

  #offerData({ name, size }) {
    const row = byId('data');
    const input = el('input', {
      type: 'number', id: 'datum', min: 0, max: size - 1, value: 0, 'aria-label': 'Number of an image of the data',
      onchange: () => show(input.valueAsNumber),
    });
    const show = index => {
      const inside = Math.min(size - 1, Math.max(0, Math.round(index) || 0));
      input.value = inside;
      return this.#read(() => server.datum(inside), `image ${inside}`);
    };
    row.hidden = false;
    row.title = name;
    row.replaceChildren(
      el('label', { for: 'datum' }, 'Data'),
      iconButton('back', 'Previous image of the data', () => show(input.valueAsNumber - 1)),
      input,
      iconButton('next', 'Next image of the data', () => show(input.valueAsNumber + 1)),
      iconButton('shuffle', 'Any image of the data', () => show(Math.random() * (size - 1))));
  }

  async #read(ask, name) {
    try {
      const answer = await ask();
      const codes = rounded(this.#model, answer.codes);
      const request = { kind: 'one', state: { seed: this.#store.state.seed, codes } };
      const again = await server.view(request);
      await this.#show(answer, again, name, codes);
      this.#store.set({ codes });
    } catch (e) {
      this.#fail(e);
    }
  }

  async #show(answer, again, name, codes) {
    const given = el('canvas', { role: 'img', 'aria-label': `The picture: ${name}` });
    const same = el('canvas', { role: 'img', 'aria-label': 'An image of the same codes' });
    drawCell(given, await bitmap(answer.given), this.#model.image, 0, 0);
    drawCell(same, await bitmap(again.images), this.#model.image, 0, 0);
    const box = byId('encoded');
    box.hidden = false;
    box.replaceChildren(
      el('div', { class: 'pair' },
        el('figure', {}, given, el('figcaption', {},
          answer.label === undefined ? name : `${name}, label ${answer.label}`)),
        el('figure', {}, same, el('figcaption', {}, 'same codes, other noise'))),
      el('p', { class: 'hint' },
        'InfoGAN reads codes off a picture, not its noise: what it draws again is a relative, not a copy. The codes are set; go on from there.'),
      ...(answer.unlike ? [el('p', { class: 'unlike' },
        'This picture is unlike all that the model was trained on: another subject, or dark on light in place of light on dark? Then its codes mean nothing.')] : []),
      el('div', { class: 'posteriors' }, ...this.#model.codes.map(code => this.#posterior(code, answer))),
      el('div', { class: 'row tight' },
        el('button', { type: 'button', onclick: () => this.#store.set({ codes }) }, 'Set the codes again'),
        ...['A', 'B', 'C'].map(letter => el('button', {
          type: 'button', class: 'icon', 'aria-label': `Take the picture as ${letter}`, title: `Take the picture as ${letter}`,
          onclick: () => this.#take(letter, answer.expectations, given),
        }, letter))));
  }

  #posterior(code, answer) {
    const expectation = answer.expectations[code.name];
    const bars = isNumber(code)
      ? [numberBar(code, expectation[0], answer.sigmas[code.name])]
      : code.kind === 'bernoulli'
        ? [probabilityBar('1', expectation[0])]
        : expectation.map((p, k) => probabilityBar(code.names[k] || k, p));
    return el('table', {}, el('caption', {}, `Q(${code.name} | picture)`), el('tbody', {}, ...bars));
  }
}

const TYPES = { 'image/png': true, 'image/jpeg': true };

function probabilityBar(name, probability) {
  const bar = el('div', { class: 'bar' });
  bar.style.setProperty('--p', probability);
  return el('tr', {},
    el('th', { scope: 'row' }, name),
    el('td', { class: 'wide-cell' }, bar),
    el('td', { class: 'number' }, percent(probability)));
}

const percent = p => p > 0 && p < 0.01 ? '<1 %' : `${Math.round(100 * p)} %`;

/** The mean on the range of the slider, with σ to both sides where Q has learnt it. */
function numberBar(code, mean, sigma) {
  const share = value => Math.min(1, Math.max(0, (value - code.from) / (code.to - code.from)));
  const bar = el('div', { class: 'bar mean' });
  const set = (name, value) => bar.style.setProperty(name, value);
  set('--low', share(code.low));
  set('--high', share(code.high));
  set('--p', share(mean));
  set('--from', share(mean - (sigma ?? 0)));
  set('--to', share(mean + (sigma ?? 0)));
  return el('tr', {},
    el('th', { scope: 'row' }, 'mean'),
    el('td', { class: 'wide-cell' }, bar),
    el('td', { class: 'number' }, text(+mean.toFixed(2)) + (sigma ? ` ± ${text(+sigma.toFixed(2))}` : '')));
}
