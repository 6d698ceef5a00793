import {Dialog} from './dialog.js';
import {button, make, withPart} from './dom.js';
import type {PhoenixPaymentError} from './errors.js';
import type {PhoenixPaymentState} from './phase.js';
import {errorText, type Messages, type Words} from './texts/messages.js';

/** All that the element's own UI depends on. */
export interface Model {
  readonly state: PhoenixPaymentState;
  readonly dialog: boolean;
  readonly open: boolean;
  readonly label: string;
  readonly error: PhoenixPaymentError | null;
  /** The integrator shows errors. */
  readonly silenced: boolean;
  /** The payer has been asked whether to leave an open order. */
  readonly leaving: boolean;
  readonly messages: Messages;
}

/** What the payer can do. */
export interface Actions {
  retry(): void;
  reopen(): void;
  newtab(): void;
  stay(): void;
  /** Out, whatever is under way. */
  leave(): void;
  /** Out, by the button, Esc, or (`outside`) a click beside the dialog. */
  exit(outside: boolean): void;
}

type Action = keyof Actions & keyof Words;

/** A text with what can be done about it. */
interface Notice {
  readonly slot: 'loading' | 'error' | 'closed';
  readonly text: string;
  readonly buttons: readonly Action[];
}

/**
 * The element's shadow tree, made of nodes and never of markup: a page's strictest Trusted Types policy has nothing to
 * allow. What does not change is made once, and the room of the frames is never moved, for to move a frame is to lose it.
 */
export class View {
  readonly room = make('div');
  readonly #status = withPart('status', make('div'));
  readonly #confirm = withPart('confirm', make('div', {hidden: true}));
  readonly #box = make('div', {className: 'box'}, this.room, this.#status, this.#confirm);
  readonly #root: ShadowRoot;
  readonly #actions: Actions;
  #dialog: Dialog | null = null;
  /** Where the focus was before the payer was asked. */
  #before: Element | null = null;
  #shown = '';

  constructor(root: ShadowRoot, actions: Actions) {
    this.#root = root;
    this.#actions = actions;
    this.#status.role = 'status';
    this.#confirm.role = 'alertdialog';
  }

  update(model: Model): void {
    const {messages, leaving} = model;
    const notice = noticeOf(model);
    const shown = JSON.stringify(notice);
    // What is said already is not said again.
    if (shown !== this.#shown) {
      this.#shown = shown;
      // Chromium keeps a slot that was taken out, and with it what is in it.
      this.#status.firstElementChild?.replaceChildren();
      this.#status.replaceChildren(...(notice ? [this.#slot(notice, messages)] : []));
    }
    if (leaving === this.#confirm.hidden) {
      if (leaving) this.#before = this.#root.activeElement;
      this.room.inert = leaving;
      this.#confirm.hidden = !leaving;
      this.#confirm.setAttribute('aria-label', messages.leaving);
      const stay = this.#button('stay', messages);
      this.#confirm.replaceChildren(make('p', {}, messages.leaving), stay, this.#button('leave', messages));
      ((leaving ? stay : this.#before) as HTMLElement | null)?.focus();
    }
  }

  /** Out of the document a dialog would stay open without being modal. */
  leaveTopLayer(): void {
    this.#dialog?.show(false);
  }

  /** Puts the box where the mode wants it. */
  house({dialog, open, label, messages}: Model): void {
    if (dialog) {
      this.#dialog ??= new Dialog(this.#box, this.#actions);
      if (!this.#dialog.element.isConnected) this.#root.append(this.#dialog.element);
      this.#dialog.name(label, messages.close);
      this.#dialog.show(open);
    } else if (this.#box.parentNode !== this.#root) {
      this.leaveTopLayer();
      this.#dialog?.element.remove();
      this.#dialog = null;
      this.#root.append(this.#box);
    }
  }

  #slot({slot, text, buttons}: Notice, messages: Messages): HTMLSlotElement {
    return make(
      'slot',
      {name: slot},
      ...(slot === 'loading' ? [make('div', {className: 'spinner'})] : []),
      withPart('message', make('p', {}, text)),
      ...buttons.map((name) => this.#button(name, messages)),
    );
  }

  #button(name: Action, messages: Messages): HTMLButtonElement {
    return button(name, messages[name], () => {
      this.#actions[name]();
    });
  }
}

function noticeOf({state, error, silenced, messages}: Model): Notice | null {
  if (error) {
    const buttons: Notice['buttons'] = /invalid|blocked/.test(error.code) ? [] : ['retry'];
    return silenced
      ? null
      : {
          slot: 'error',
          text: errorText(error.code, messages),
          buttons: error.code.startsWith('frame') ? [...buttons, 'newtab'] : buttons,
        };
  }
  if (state === 'closed') return {slot: state, text: messages.closed, buttons: ['reopen']};
  if (state === 'authorizing' || state === 'loading') return {slot: 'loading', text: messages.loading, buttons: []};
  return null;
}
