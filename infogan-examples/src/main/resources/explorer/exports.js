/** What leaves the page: files, and texts to copy. */

import { byId, el } from './dom.js';
import * as server from './server.js';
import { request, toAddress } from './state.js';

export class Exports {
  #copied;

  constructor(model, store, fail) {
    const name = (state, ending) => `${state.view}-seed${state.seed}.${ending}`;
    const file = (id, ending, make) => {
      byId(id).onclick = async () => {
        try {
          const state = store.state;
          save(await make(request(model, state), state), name(state, ending));
        } catch (e) {
          fail(e);
        }
      };
    };
    file('save-png', 'png', server.picture);
    file('save-csv', 'csv', server.codes);
    file('save-json', 'json', async (asked, state) => new Blob(
      [JSON.stringify({
        explorer: 1,
        model: model.file,
        state,
        view: asked,
        command: byId('command').textContent,
        java: byId('java').textContent,
      }, null, 2) + '\n'],
      { type: 'application/json' }));
    const copy = (id, make) => {
      byId(id).onclick = () => this.#copy(byId(id), make());
    };
    copy('copy-command', () => byId('command').textContent);
    copy('copy-java', () => byId('java').textContent);
    copy('copy-address', () => new URL(toAddress(store.state), location).href);
  }

  show(answer) {
    byId('command').textContent = answer.command;
    byId('java').textContent = answer.java;
  }

  async #copy(button, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Browsers give the clipboard to pages of this machine only, or of https.
      const area = el('textarea', { class: 'unseen', 'aria-hidden': 'true' });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
      button.focus();
    }
    const label = this.#copied?.button === button ? this.#copied.label : button.textContent;
    clearTimeout(this.#copied?.timer);
    button.textContent = 'Copied';
    byId('status').textContent = 'Copied.';
    const timer = setTimeout(() => {
      button.textContent = label;
      this.#copied = undefined;
    }, 1500);
    this.#copied = { button, label, timer };
  }
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
