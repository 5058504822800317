/** Puts the parts together: a state, the controls that change it, and what shows it. */

import { Arithmetic } from './arithmetic.js';
import { Controls, words } from './controls.js';
import { byId } from './dom.js';
import { Exports } from './exports.js';
import { Grid } from './grid.js';
import { Picture } from './picture.js';
import * as server from './server.js';
import { fromAddress, request, Store, toAddress, VIEWS } from './state.js';

const POLL = 2000;
const SETTLED = 600;

/** How to go on with the model of a training when its program has ended. */
let remedy = '';

function fail(problem) {
  const box = byId('problem');
  const message = problem?.message ?? '';
  box.textContent = problem instanceof server.NoAnswer ? `${message} ${remedy}`.trim() : message;
  box.hidden = !problem;
}

async function firstModel() {
  while (true) {
    try {
      const model = await server.model();
      fail(null);
      return model;
    } catch (e) {
      fail(e);
      await new Promise(resolve => setTimeout(resolve, POLL));
    }
  }
}

const model = await firstModel();
remedy = model.training?.continue ?? '';
const store = new Store(model, fromAddress(location.hash));
const controls = new Controls(model, store);
const grid = new Grid(model, store);
const texts = new Exports(model, store, fail);
const arithmetic = new Arithmetic(model, store, fail);
new Picture(model, store, (letter, points, canvas) => arithmetic.take(letter, points, canvas), fail,
  json => {
    try {
      store.set(JSON.parse(json).state);
    } catch {
      fail(new Error('JSON: expected a file that this page has written.'));
    }
  });

let settled;
let version = model.version;

const latest = new server.Latest(async asked => {
  try {
    const answer = await server.view(asked);
    version = answer.version;
    await grid.show(asked, answer);
    texts.show(answer);
    fail(null);
    clearTimeout(settled);
    settled = setTimeout(() => {
      byId('status').textContent = grid.summary();
    }, SETTLED);
    document.documentElement.dataset.shown = Number(document.documentElement.dataset.shown ?? 0) + 1;
  } catch (e) {
    fail(e);
  }
});

function show(state) {
  latest.ask(request(model, state));
  history.replaceState(null, '', location.pathname + location.search + toAddress(state));
  byId('undo').disabled = !store.canUndo;
  byId('redo').disabled = !store.canRedo;
  byId('current').setAttribute(
    'aria-label', `The current image: seed ${state.seed}, ${words(model, state.codes)}`);
}

store.listen(show);
show(store.state);
addEventListener('hashchange', () => store.set(fromAddress(location.hash)));

byId('file').textContent = model.file;
byId('undo').onclick = () => store.undo();
byId('redo').onclick = () => store.redo();
byId('help').onclick = () => byId('keys').showModal();

const letters = byId('letters');
letters.checked = sessionStorage.getItem('letters') !== 'off';
letters.onchange = () => sessionStorage.setItem('letters', letters.checked ? 'on' : 'off');

const KEYS = {
  n: () => controls.moveNoise(1),
  p: () => controls.moveNoise(-1),
  s: () => controls.shuffle(),
  r: () => controls.surprise(),
  '?': () => byId('keys').showModal(),
};
VIEWS.forEach((view, i) => {
  KEYS[i + 1] = () => byId('view-' + view).click();
});

document.addEventListener('keydown', event => {
  const writes = event.target.matches('input[type=number], textarea');
  const modified = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (modified && !writes && (key === 'z' || key === 'y')) {
    event.preventDefault();
    if (key === 'y' || event.shiftKey) {
      store.redo();
    } else {
      store.undo();
    }
  } else if (!modified && !event.altKey && !writes && letters.checked && !byId('keys').open) {
    KEYS[event.key]?.();
  }
});

/** Tells how far a training is, and draws its newest model if that is wanted. */
function tell(known) {
  const { training } = known;
  const step = training.step.toLocaleString('en');
  byId('training').hidden = false;
  byId('progress').textContent = training.ended
    ? `Trained: step ${step}` : `Training: step ${step} of ${training.steps.toLocaleString('en')}`;
  byId('keep-hint').textContent = training.ended
    ? `When the program has ended, go on with: ${training.continue}`
    : 'The command draws with the model as the training last wrote it.';
  if (known.version !== version) {
    latest.ask(request(model, store.state));
  }
}

if (model.training) {
  tell(model);
}
while (model.training) {
  await new Promise(resolve => setTimeout(resolve, POLL));
  if (byId('follow').checked) {
    try {
      tell(await server.model());
    } catch (e) {
      fail(e);
    }
  }
}
