import type {PhoenixPayment} from '../../src/element.js';
import {box, mount, part, reaches, settled, until, type Wishes} from './mount.js';

/** The native dialog of an element. */
export const dialogOf = (el: PhoenixPayment): HTMLDialogElement | null =>
  part(el, 'dialog') as HTMLDialogElement | null;
/** What has the focus within the element. */
export const focused = (el: PhoenixPayment): Element | null | undefined => el.shadowRoot?.activeElement;

/** A dialog that has been opened by a button, and is ready. */
export async function opened(wishes: Wishes = {}): Promise<{el: PhoenixPayment; opener: HTMLButtonElement}> {
  const parent = box();
  const opener = parent.appendChild(Object.assign(document.createElement('button'), {textContent: 'Pay'}));
  const el = await mount({mode: 'dialog', ...wishes}, parent);
  opener.onclick = () => el.show();
  opener.focus();
  opener.click();
  await el.updateComplete;
  await reaches(el, 'ready');
  return {el, opener};
}

/** Waits until it is closed. */
export const closed = async (el: PhoenixPayment): Promise<void> => {
  await until(() => !el.open);
  await settled(el);
};
