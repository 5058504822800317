/** What is shown: one object, in the address, with undo and redo. */

const LONGEST_HISTORY = 200;
const MOST_ROWS = 24;

export const VIEWS = ['one', 'grid', 'plane', 'interpolate'];

export const isNumber = code => code.kind === 'uniform' || code.kind === 'gaussian';

/** To a thousandth or so of the code's range, so that addresses and commands stay readable. */
export function round(code, number) {
  const digits = 3 - Math.floor(Math.log10(code.to - code.from));
  return +number.toFixed(Math.min(12, Math.max(0, digits)));
}

/** Codes as the server read or calculated them, so that they are readable too. */
export const rounded = (model, codes) => Object.fromEntries(model.codes.map(code =>
  [code.name, isNumber(code) ? round(code, codes[code.name]) : codes[code.name]]));

/** The values of a code as rows or columns. */
export function values(code, state) {
  if (code.kind === 'categorical') {
    return Array.from({ length: code.categories }, (_, k) => k);
  }
  if (code.kind === 'bernoulli') {
    return [0, 1];
  }
  const low = state.beyond ? code.from : code.low;
  const high = state.beyond ? code.to : code.high;
  return Array.from(
    { length: state.steps }, (_, i) => round(code, low + (high - low) * i / (state.steps - 1)));
}

/** Where a model is first looked at: every category of the first code, in rows of noise. */
export function initial(model) {
  const codes = {};
  for (const code of model.codes) {
    codes[code.name] = isNumber(code) ? round(code, (code.low + code.high) / 2) : 0;
  }
  const numbers = model.codes.filter(isNumber);
  const column = numbers[0] ?? model.codes[0];
  const row = numbers[1] ?? model.codes.find(code => code !== column) ?? column;
  return {
    view: 'grid',
    seed: 1,
    codes,
    first: 1,
    rows: 6,
    along: model.codes[0].name,
    column: column.name,
    row: row.name,
    steps: 9,
    beyond: true,
    to: { seed: 2, codes: { ...codes } },
    count: 10,
    locked: [],
  };
}

/** Brings what an address or a file says into range; what makes no sense keeps its default. */
export function valid(model, given) {
  const state = { ...initial(model) };
  const whole = (value, low, high, otherwise) =>
    Number.isInteger(value) && value >= low && value <= high ? value : otherwise;
  const named = (name, otherwise) =>
    model.codes.some(code => code.name === name) ? name : otherwise;
  const codesOf = (some, otherwise) => {
    const codes = { ...otherwise };
    for (const code of model.codes) {
      const value = some?.[code.name];
      const fits = code.kind === 'categorical'
        ? whole(value, 0, code.categories - 1, null) !== null
        : code.kind === 'bernoulli' ? value === 0 || value === 1 : Number.isFinite(value);
      if (fits) {
        codes[code.name] = value;
      }
    }
    return codes;
  };
  const seed = (value, otherwise) => whole(value, 0, 2147483647, otherwise);
  state.view = VIEWS.includes(given.view) ? given.view : state.view;
  state.seed = seed(given.seed, state.seed);
  state.codes = codesOf(given.codes, state.codes);
  state.along = named(given.along, state.along);
  state.column = named(given.column, state.column);
  state.row = named(given.row, state.row);
  if (state.row === state.column) {
    state.row = model.codes.find(code => code.name !== state.column)?.name ?? state.row;
  }
  if (state.view === 'plane' && model.codes.length < 2) {
    state.view = 'grid';
  }
  state.steps = whole(given.steps, 2, 16, state.steps);
  state.beyond = given.beyond ?? state.beyond;
  state.rows = whole(given.rows, 1, MOST_ROWS, state.rows);
  state.count = whole(given.count, 2, 32, state.count);
  state.to = {
    seed: seed(given.to?.seed, state.to.seed),
    codes: codesOf(given.to?.codes, state.to.codes),
  };
  state.locked = (given.locked ?? [])
    .filter(name => name === '' || model.codes.some(code => code.name === name));
  state.first = seed(given.first, state.seed);
  state.first = Math.min(Math.max(state.first, state.seed - rowCount(model, state) + 1), state.seed);
  state.first = Math.max(0, state.first);
  return state;
}

const codeNamed = (model, name) => model.codes.find(code => code.name === name);

/** As many rows as the server draws at once. */
export function rowCount(model, state) {
  const columns = values(codeNamed(model, state.along), state).length;
  return Math.max(1, Math.min(state.rows, Math.floor(model.mostImages / columns)));
}

/** What the server is asked for. */
export function request(model, state) {
  const own = { seed: state.seed, codes: state.codes };
  const axis = name => ({ code: name, values: values(codeNamed(model, name), state) });
  switch (state.view) {
    case 'grid':
      return {
        kind: 'grid',
        state: own,
        seeds: Array.from({ length: rowCount(model, state) }, (_, i) => state.first + i),
        columns: axis(state.along),
      };
    case 'plane':
      return { kind: 'plane', state: own, columns: axis(state.column), rows: axis(state.row) };
    case 'interpolate':
      return { kind: 'interpolate', state: own, to: state.to, count: state.count };
    default:
      return { kind: 'one', state: own };
  }
}

/** As the fragment of an address: the server never sees it. */
export function toAddress(state) {
  const parts = new URLSearchParams();
  const put = (name, value) => parts.set(name, value);
  put('view', state.view);
  put('seed', state.seed);
  Object.entries(state.codes).forEach(([name, value]) => put('code.' + name, value));
  if (state.view === 'grid') {
    put('along', state.along);
    put('first', state.first);
    put('rows', state.rows);
  } else if (state.view === 'plane') {
    put('column', state.column);
    put('row', state.row);
  } else if (state.view === 'interpolate') {
    put('to.seed', state.to.seed);
    Object.entries(state.to.codes).forEach(([name, value]) => put('to.' + name, value));
    put('count', state.count);
  }
  put('steps', state.steps);
  put('beyond', state.beyond ? 1 : 0);
  if (state.locked.length > 0) {
    put('locked', state.locked.map(name => name === '' ? '-' : name).join(' '));
  }
  return '#' + parts;
}

/** The inverse, unchecked. */
export function fromAddress(fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ''));
  const given = { codes: {}, to: { codes: {} } };
  for (const [name, value] of parts) {
    const number = value === '' ? NaN : Number(value);
    if (name.startsWith('code.')) {
      given.codes[name.slice(5)] = number;
    } else if (name === 'to.seed') {
      given.to.seed = number;
    } else if (name.startsWith('to.')) {
      given.to.codes[name.slice(3)] = number;
    } else if (name === 'beyond') {
      given.beyond = value !== '0';
    } else if (name === 'locked') {
      given.locked = value.split(' ').map(word => word === '-' ? '' : word);
    } else {
      given[name] = ['view', 'along', 'column', 'row'].includes(name) ? value : number;
    }
  }
  return given;
}

/** The state, who listens to it, and what it was before. */
export class Store {
  #model;
  #past = [];
  #future = [];
  #listeners = [];
  #gesture = null;

  constructor(model, given) {
    this.#model = model;
    this.state = valid(model, given);
  }

  listen(listener) {
    this.#listeners.push(listener);
  }

  /**
   * Changes some of the state.
   *
   * @param gesture changes of one gesture, such as the moves of a slider, are undone together
   */
  set(changes, gesture = null) {
    const next = valid(this.#model, { ...this.state, ...changes });
    if (JSON.stringify(next) === JSON.stringify(this.state)) {
      return;
    }
    if (gesture === null || gesture !== this.#gesture) {
      this.#past.push(this.state);
      this.#past.splice(0, this.#past.length - LONGEST_HISTORY);
    }
    this.#gesture = gesture;
    this.#future = [];
    this.#become(next);
  }

  /** The next change begins another step of undo. */
  endGesture() {
    this.#gesture = null;
  }

  setCode(name, value, gesture = null) {
    this.set({ codes: { ...this.state.codes, [name]: value } }, gesture);
  }

  undo() {
    this.#move(this.#past, this.#future);
  }

  redo() {
    this.#move(this.#future, this.#past);
  }

  #move(from, to) {
    if (from.length > 0) {
      to.push(this.state);
      this.#gesture = null;
      this.#become(from.pop());
    }
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  #become(state) {
    this.state = state;
    this.#listeners.forEach(listener => listener(state));
  }
}

/** All categories are equally likely where the model does not give probabilities. */
function category(code) {
  let left = Math.random();
  if (!code.probabilities) {
    return Math.floor(left * code.categories);
  }
  let k = 0;
  while (k < code.categories - 1 && left >= code.probabilities[k]) {
    left -= code.probabilities[k++];
  }
  return k;
}

/** A value from a code's prior. */
export function draw(code) {
  switch (code.kind) {
    case 'categorical':
      return category(code);
    case 'bernoulli':
      return Math.random() < code.probability ? 1 : 0;
    case 'gaussian': {
      const radius = Math.sqrt(-2 * Math.log(1 - Math.random()));
      return round(code, code.mean + code.deviation * radius * Math.cos(2 * Math.PI * Math.random()));
    }
    default:
      return round(code, code.low + (code.high - code.low) * Math.random());
  }
}

export const drawSeed = () => Math.floor(Math.random() * 10000);
