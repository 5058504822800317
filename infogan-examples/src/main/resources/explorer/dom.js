/** Small helpers for elements; nothing here knows of models. */

export const byId = id => document.getElementById(id);

/** A new element: properties that begin with "on" are listeners, others attributes. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/** One of the symbols of index.html. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', '#i-' + name);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** A button with a symbol, called by a text. */
export function iconButton(name, label, onclick, attributes = {}) {
  return el(
    'button',
    { type: 'button', class: 'icon', 'aria-label': label, title: label, onclick, ...attributes },
    icon(name));
}

/** Sets a property only where it differs, so that nobody's cursor moves. */
export function setValue(input, value) {
  if (input.value !== String(value)) {
    input.value = value;
  }
}

/** A number as people write it: a true minus, at most three decimals. */
export function text(number) {
  return String(+number.toFixed(3)).replace('-', '−');
}

/** A picture from the server, by its Base64 text. */
export async function bitmap(base64) {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  return createImageBitmap(new Blob([bytes], { type: 'image/png' }));
}

/** Draws one cell of the server's grid: two pixels of margin, one between cells. */
export function drawCell(canvas, picture, image, row, column) {
  if (canvas.width !== image.width || canvas.height !== image.height) {
    canvas.width = image.width;
    canvas.height = image.height;
  }
  const x = 2 + column * (image.width + 1);
  const y = 2 + row * (image.height + 1);
  canvas.getContext('2d').drawImage(
    picture, x, y, image.width, image.height, 0, 0, image.width, image.height);
}
