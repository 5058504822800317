/** The left side: noise, and one control for each code. */

import { byId, el, icon, iconButton, setValue, text } from './dom.js';
import { draw, drawSeed, isNumber, round } from './state.js';

const NOISE = '';

export class Controls {
  #model;
  #store;
  #updates = [];

  constructor(model, store) {
    this.#model = model;
    this.#store = store;
    byId('noise').replaceChildren(...this.#noise());
    byId('codes').replaceChildren(...model.codes.map(code => this.#card(code)));
    byId('surprise').onclick = () => this.surprise();
    store.listen(state => this.#show(state));
    this.#show(store.state);
  }

  #show(state) {
    this.#updates.forEach(update => update(state));
  }

  moveNoise(by) {
    const { seed } = this.#store.state;
    this.#store.set({ seed: Math.max(0, seed + by) });
  }

  shuffle() {
    this.#store.set({ seed: drawSeed() });
  }

  surprise() {
    const { locked, codes, seed } = this.#store.state;
    const drawn = { ...codes };
    for (const code of this.#model.codes) {
      if (!locked.includes(code.name)) {
        drawn[code.name] = draw(code);
      }
    }
    this.#store.set({ codes: drawn, seed: locked.includes(NOISE) ? seed : drawSeed() });
  }

  #noise() {
    const input = el('input', {
      type: 'number', id: 'seed', min: 0, max: 2147483647, step: 1, inputmode: 'numeric',
      onchange: () => this.#store.set({ seed: Math.round(input.valueAsNumber) }),
    });
    this.#updates.push(state => setValue(input, state.seed));
    return [
      el('div', { class: 'head' },
        el('label', { for: 'seed', class: 'name' }, 'Noise seed'),
        this.#lock(NOISE, 'the noise')),
      el('div', { class: 'row tight' },
        iconButton('back', 'Previous noise', () => this.moveNoise(-1), { id: 'previous' }),
        input,
        iconButton('next', 'Next noise', () => this.moveNoise(1), { id: 'following' }),
        iconButton('shuffle', 'Shuffle the noise', () => this.shuffle(), { id: 'shuffle' })),
    ];
  }

  #lock(name, label) {
    const button = el('button', {
      type: 'button',
      class: 'icon lock',
      'aria-label': `Lock ${label}`,
      title: `Lock ${label}: “Surprise me” leaves it as it is`,
      onclick: () => {
        const { locked } = this.#store.state;
        this.#store.set({
          locked: locked.includes(name)
            ? locked.filter(other => other !== name)
            : [...locked, name],
        });
      },
    });
    this.#updates.push(state => {
      const isLocked = state.locked.includes(name);
      if (button.getAttribute('aria-pressed') !== String(isLocked)) {
        button.setAttribute('aria-pressed', isLocked);
        button.replaceChildren(icon(isLocked ? 'lock' : 'open'));
      }
    });
    return button;
  }

  #card(code) {
    const prior = {
      categorical: `one of ${code.categories}`,
      bernoulli: `1 with probability ${text(code.probability ?? 0)}`,
      uniform: `${text(code.low ?? 0)} to ${text(code.high ?? 0)}`,
      gaussian: `${text(code.mean ?? 0)} ± ${text(code.deviation ?? 0)}`,
    }[code.kind];
    const control = {
      categorical: () => this.#categories(code),
      bernoulli: () => this.#toggle(code),
    }[code.kind] ?? (() => this.#number(code));
    return el('fieldset', { class: 'card code' },
      el('legend', { class: 'unseen' }, `${code.name}, ${prior}`),
      el('div', { class: 'head' },
        el('span', { class: 'name', 'aria-hidden': 'true' }, code.name),
        el('span', { class: 'prior', 'aria-hidden': 'true' }, prior),
        this.#all(code),
        this.#lock(code.name, code.name)),
      control());
  }

  /** One column for each value. */
  #all(code) {
    const button = el('button', {
      type: 'button',
      class: 'chip',
      title: `A grid with a column for each value of ${code.name}`,
      'aria-label': `All values of ${code.name} as columns`,
      onclick: () => this.#store.set({ view: 'grid', along: code.name }),
    }, 'all');
    this.#updates.push(state =>
      button.setAttribute('aria-pressed', state.view === 'grid' && state.along === code.name));
    return button;
  }

  #categories(code) {
    const inputs = code.names.map((name, k) => el('input', {
      type: 'radio',
      name: 'code-' + code.name,
      value: k,
      'aria-label': name ? `${k}, ${name}` : k,
      onchange: () => this.#store.setCode(code.name, k),
    }));
    this.#updates.push(state => {
      inputs[state.codes[code.name]].checked = true;
    });
    return el('div', { class: code.names.some(name => name !== '') ? 'choices named' : 'choices' },
      ...inputs.map((input, k) => el('label', {}, input,
        el('span', { title: code.names[k] || false },
          el('b', {}, code.names[k] || k),
          ...(code.names[k] ? [el('small', {}, k)] : [])))));
  }

  #number(code) {
    const change = value => {
      if (Number.isFinite(value)) {
        this.#store.setCode(code.name, round(code, value), 'slide ' + code.name);
      }
    };
    const slider = el('input', {
      type: 'range', id: 'slider-' + code.name, min: code.from, max: code.to,
      step: round(code, (code.to - code.from) / 400), 'aria-label': code.name,
      oninput: () => change(slider.valueAsNumber),
      onchange: () => this.#store.endGesture(),
    });
    const input = el('input', {
      type: 'number', id: 'number-' + code.name, step: 'any', 'aria-label': `${code.name} as a number`,
      onchange: () => {
        change(input.valueAsNumber);
        this.#store.endGesture();
      },
    });
    const track = el('div', { class: 'track' }, slider);
    const share = value => (value - code.from) / (code.to - code.from);
    track.style.setProperty('--low', share(code.low));
    track.style.setProperty('--high', share(code.high));
    this.#updates.push(state => {
      setValue(slider, state.codes[code.name]);
      if (document.activeElement !== input || !Number.isNaN(input.valueAsNumber)) {
        setValue(input, state.codes[code.name]);
      }
    });
    return el('div', { class: 'row tight' }, track, input);
  }

  #toggle(code) {
    const input = el('input', {
      type: 'checkbox', role: 'switch', id: 'switch-' + code.name, 'aria-label': code.name,
      onchange: () => this.#store.setCode(code.name, input.checked ? 1 : 0),
    });
    const value = el('span', { 'aria-hidden': 'true' });
    this.#updates.push(state => {
      input.checked = state.codes[code.name] === 1;
      value.textContent = state.codes[code.name];
    });
    return el('label', { class: 'switch' }, input, value);
  }
}

/** How a state is told in a few words. */
export function words(model, codes) {
  return model.codes
    .map(code => {
      const name = code.names?.[codes[code.name]];
      const value = isNumber(code) ? text(codes[code.name]) : codes[code.name];
      return `${code.name} = ${value}${name ? ` (${name})` : ''}`;
    })
    .join(', ');
}
