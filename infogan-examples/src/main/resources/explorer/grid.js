/** The right side: views, their options, and the images as a table that keys walk through. */

import { words } from './controls.js';
import { bitmap, byId, drawCell, el, setValue, text } from './dom.js';
import { isNumber, round, VIEWS } from './state.js';

const TITLES = { one: 'One', grid: 'Grid', plane: 'Plane', interpolate: 'Interpolate' };

export class Grid {
  #model;
  #store;
  #updates = [];
  #shape = '';
  #cells = [];
  #focus = 0;
  #shown;

  constructor(model, store) {
    this.#model = model;
    this.#store = store;
    byId('views').replaceChildren(...VIEWS.map(view => this.#tab(view)));
    byId('options').replaceChildren(
      this.#select('along', 'Columns', ['grid'], () => true),
      this.#whole('rows', 'Rows of noise', 1, 24, ['grid']),
      this.#select('column', 'Columns', ['plane'], () => true),
      this.#select('row', 'Rows', ['plane'], (code, state) => code.name !== state.column),
      this.#whole('count', 'Images', 2, 32, ['interpolate']),
      this.#interpolation(),
      this.#whole('steps', 'Steps of a number', 2, 16, ['grid', 'plane']),
      this.#beyond());
    store.listen(state => this.#options(state));
    this.#options(store.state);
    byId('images').addEventListener('keydown', event => this.#walk(event));
  }

  #tab(view) {
    const disabled = view === 'plane' && this.#model.codes.length < 2;
    const tab = el('button', {
      type: 'button', role: 'tab', id: 'view-' + view, 'aria-controls': 'images', disabled,
      onclick: () => this.#store.set({ view }),
      onkeydown: event => {
        const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (by) {
          const tabs = [...byId('views').children].filter(other => !other.disabled);
          const next = tabs[(tabs.indexOf(tab) + by + tabs.length) % tabs.length];
          next.focus();
          next.click();
        }
      },
    }, TITLES[view]);
    this.#updates.push(state => {
      tab.setAttribute('aria-selected', state.view === view);
      tab.tabIndex = state.view === view ? 0 : -1;
    });
    return tab;
  }

  /** An option that only some views have. */
  #option(label, input, views, isNeeded = () => true) {
    const option = el('label', {}, el('span', {}, label), input);
    this.#updates.push(state => {
      option.hidden = !views.includes(state.view) || !isNeeded(state);
    });
    return option;
  }

  #select(field, label, views, offers) {
    const select = el('select', {
      id: field,
      onchange: () => this.#store.set({ [field]: select.value }),
    });
    const codes = this.#model.codes;
    this.#updates.push(state => {
      const names = codes.filter(code => offers(code, state)).map(code => code.name);
      if (names.join() !== [...select.options].map(option => option.value).join()) {
        select.replaceChildren(...names.map(name => el('option', { value: name }, name)));
      }
      select.value = state[field];
    });
    return this.#option(label, select, views);
  }

  #whole(field, label, min, max, views) {
    const input = el('input', {
      type: 'number', id: field, min, max, step: 1,
      onchange: () => {
        const value = Math.round(input.valueAsNumber);
        this.#store.set({ [field]: Math.min(max, Math.max(min, value || min)) });
        setValue(input, this.#store.state[field]);
      },
    });
    this.#updates.push(state => setValue(input, state[field]));
    return this.#option(label, input, views, state => field !== 'steps' || this.#hasNumber(state));
  }

  #hasNumber(state) {
    const names = state.view === 'grid' ? [state.along] : [state.column, state.row];
    return this.#model.codes.some(code => names.includes(code.name) && isNumber(code));
  }

  #beyond() {
    const input = el('input', {
      type: 'checkbox', id: 'beyond',
      onchange: () => this.#store.set({ beyond: input.checked }),
    });
    this.#updates.push(state => {
      input.checked = state.beyond;
    });
    const option = this.#option('Beyond the prior', input, ['grid', 'plane'],
      state => this.#hasNumber(state));
    option.classList.add('check');
    return option;
  }

  #interpolation() {
    const end = el('span', { id: 'end' });
    const buttons = el('div', { class: 'row' },
      el('button', {
        type: 'button', id: 'set-end',
        onclick: () => {
          const { seed, codes } = this.#store.state;
          this.#store.set({ to: { seed, codes } });
        },
      }, 'End at the current image'),
      el('button', {
        type: 'button', id: 'swap-ends',
        onclick: () => {
          const { seed, codes, to } = this.#store.state;
          this.#store.set({ seed: to.seed, codes: to.codes, to: { seed, codes } });
        },
      }, 'Swap the ends'),
      end);
    this.#updates.push(state => {
      buttons.hidden = state.view !== 'interpolate';
      end.textContent = `The end: seed ${state.to.seed}, ${words(this.#model, state.to.codes)}`;
    });
    return buttons;
  }

  #options(state) {
    this.#updates.forEach(update => update(state));
  }

  /** Draws an answer of the server to a request, and remembers both. */
  async show(request, answer) {
    const picture = await bitmap(answer.images);
    const current = await bitmap(answer.current);
    const plan = this.#plan(request);
    const shape = JSON.stringify([plan.columns, plan.rows, request.kind]);
    if (shape !== this.#shape) {
      this.#shape = shape;
      this.#build(plan, request.kind);
    }
    this.#shown = { request, plan };
    const { image } = this.#model;
    this.#cells.forEach((cell, i) => {
      const row = Math.floor(i / plan.columns.length);
      const column = i % plan.columns.length;
      drawCell(cell.querySelector('canvas'), picture, image, row, column);
      cell.setAttribute('aria-label', this.#label(plan, row, column));
      const chosen = this.#isChosen(this.#state(row, column));
      cell.setAttribute('aria-current', chosen);
    });
    drawCell(byId('current'), current, image, 0, 0);
  }

  /** The captions of rows and columns. */
  #plan(request) {
    const name = (axis, value) => this.#code(axis.code).names?.[value] || text(value);
    const captions = axis => axis.values.map(value => name(axis, value));
    switch (request.kind) {
      case 'grid':
        return {
          corner: request.columns.code,
          columns: captions(request.columns),
          rows: request.seeds.map(seed => `seed ${seed}`),
        };
      case 'plane':
        return {
          corner: `${request.rows.code} ↓ ${request.columns.code} →`,
          columns: captions(request.columns),
          rows: captions(request.rows),
        };
      case 'interpolate':
        return {
          corner: '',
          columns: Array.from({ length: request.count }, (_, i) => text(+(i / (request.count - 1)).toFixed(2))),
          rows: [''],
        };
      default:
        return { corner: '', columns: [''], rows: [''] };
    }
  }

  #code(name) {
    return this.#model.codes.find(code => code.name === name);
  }

  #label(plan, row, column) {
    const { request } = this.#shown;
    switch (request.kind) {
      case 'grid':
        return `${plan.rows[row]}, ${request.columns.code} = ${plan.columns[column]}`;
      case 'plane':
        return `${request.columns.code} = ${plan.columns[column]}, `
          + `${request.rows.code} = ${plan.rows[row]}`;
      case 'interpolate':
        return `t = ${plan.columns[column]}`;
      default:
        return 'the image';
    }
  }

  /** The noise and codes of a cell. */
  #state(row, column) {
    const { request } = this.#shown;
    const { seed, codes } = request.state;
    switch (request.kind) {
      case 'grid':
        return {
          seed: request.seeds[row],
          codes: { ...codes, [request.columns.code]: request.columns.values[column] },
        };
      case 'plane':
        return {
          seed,
          codes: {
            ...codes,
            [request.columns.code]: request.columns.values[column],
            [request.rows.code]: request.rows.values[row],
          },
        };
      case 'interpolate':
        return this.#between(request, column / (request.count - 1));
      default:
        return { seed, codes };
    }
  }

  /** Numbers as they are; of what cannot be halved, categories and noise, those of the nearer end. */
  #between({ state, to }, t) {
    const near = t < 0.5 ? state : to;
    const codes = {};
    for (const code of this.#model.codes) {
      codes[code.name] = isNumber(code)
        ? round(code, (1 - t) * state.codes[code.name] + t * to.codes[code.name])
        : near.codes[code.name];
    }
    return { seed: near.seed, codes };
  }

  #isChosen({ seed, codes }) {
    const { state } = this.#store;
    return seed === state.seed
      && Object.keys(codes).every(name => codes[name] === state.codes[name]);
  }

  #build(plan, kind) {
    const sheet = byId('images');
    const hasFocus = sheet.contains(document.activeElement);
    sheet.dataset.kind = kind;
    sheet.style.setProperty('--columns', plan.columns.length);
    sheet.style.setProperty('--rows', plan.rows.length);
    this.#cells = [];
    if (kind === 'one') {
      const figure = el('div', { class: 'cell large', role: 'img' }, el('canvas'));
      sheet.removeAttribute('role');
      sheet.replaceChildren(figure);
      this.#cells = [figure];
      return;
    }
    sheet.setAttribute('role', 'grid');
    sheet.setAttribute('aria-label', 'Images');
    const hasCaptions = plan.columns.some(caption => caption !== '');
    const head = hasCaptions
      ? [el('div', { role: 'row' },
        el('div', { role: 'columnheader', class: 'corner' }, plan.corner),
        ...plan.columns.map(caption => el('div', { role: 'columnheader', title: caption }, caption)))]
      : [];
    const rows = plan.rows.map((caption, row) => el('div', { role: 'row' },
      el('div', { role: 'rowheader' }, caption),
      ...plan.columns.map((_, column) => {
        const index = row * plan.columns.length + column;
        const cell = el('button', {
          type: 'button', role: 'gridcell', class: 'cell', tabindex: -1,
          title: kind === 'interpolate'
            ? 'Adopt: numbers as they are here, categories and noise of the nearer end' : 'Adopt',
          onclick: () => this.#adopt(index),
        }, el('canvas'));
        this.#cells.push(cell);
        return cell;
      })));
    sheet.replaceChildren(...head, ...rows);
    this.#focus = Math.min(this.#focus, this.#cells.length - 1);
    this.#cells[this.#focus].tabIndex = 0;
    if (hasFocus) {
      this.#cells[this.#focus].focus();
    }
  }

  #adopt(index) {
    const { columns } = this.#shown.plan;
    this.#point(index);
    this.#store.set(this.#state(Math.floor(index / columns.length), index % columns.length));
  }

  #point(index) {
    this.#cells[this.#focus].tabIndex = -1;
    this.#focus = index;
    this.#cells[index].tabIndex = 0;
  }

  #walk(event) {
    if (!this.#shown || this.#shown.request.kind === 'one') {
      return;
    }
    const width = this.#shown.plan.columns.length;
    const column = this.#focus % width;
    const by = {
      ArrowRight: column < width - 1 ? 1 : 0,
      ArrowLeft: column > 0 ? -1 : 0,
      ArrowDown: width,
      ArrowUp: -width,
      Home: -column,
      End: width - 1 - column,
    }[event.key];
    if (by === undefined) {
      return;
    }
    event.preventDefault();
    const next = this.#focus + by;
    if (next >= 0 && next < this.#cells.length) {
      this.#point(next);
      this.#cells[next].focus();
    }
  }

  /** What is seen, in a sentence. */
  summary() {
    const { request, plan } = this.#shown;
    const count = plan.rows.length * plan.columns.length;
    const values = axis => `${axis.values.length} values of ${axis.code}`;
    switch (request.kind) {
      case 'grid':
        return `${count} images: ${values(request.columns)}, `
          + `noise of seeds ${request.seeds[0]} to ${request.seeds[request.seeds.length - 1]}.`;
      case 'plane':
        return `${count} images: ${values(request.columns)} by ${values(request.rows)}.`;
      case 'interpolate':
        return `${count} images from the current one to that of seed ${request.to.seed}.`;
      default:
        return `The image of seed ${request.state.seed}.`;
    }
  }
}
