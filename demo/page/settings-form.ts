import type {PhoenixPayment} from '../../src/index.js';
import {make} from '../../src/dom.js';
import {FIELD_OF_ERROR, GROUPS, type Field} from './fields.js';
import {setProperty} from './properties.js';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isCheck = (control: Control): control is HTMLInputElement => control.type === 'checkbox';

/** Fills the form with a field for everything that can be set, and keeps it and the element in step. */
export function settingsForm(form: HTMLFormElement, element: PhoenixPayment): void {
  const rows = new Map<string, Row>();
  for (const {title, open = false, fields} of GROUPS) {
    const made = fields.map((field) => new Row(field, element));
    made.forEach((row) => rows.set(row.field.name, row));
    form.append(make('details', {open}, make('summary', {}, title), ...made.map((row) => row.box)));
  }
  form.addEventListener('submit', (event) => event.preventDefault());

  const judge = (): void => {
    const {error} = element;
    const about = error && FIELD_OF_ERROR[error.code];
    for (const [name, row] of rows) row.complain(name === about ? (error?.message ?? '') : '');
  };
  element.addEventListener('phoenix-statechange', judge);
  element.addEventListener('phoenix-error', judge);
  new MutationObserver(() => rows.forEach((row) => row.read())).observe(element, {attributes: true});
}

/** One field: its control, and the words below it. */
class Row {
  readonly field: Field;
  readonly box: HTMLElement;
  readonly #element: PhoenixPayment;
  readonly #control: Control;
  readonly #hint: HTMLElement;

  constructor(field: Field, element: PhoenixPayment) {
    this.field = field;
    this.#element = element;
    this.#control = controlFor(field);
    const {name, hint} = field;
    const control = this.#control;
    control.id = `field-${name}`;
    control.name = name;
    this.#hint = make('small', {id: `hint-${name}`}, hint);
    control.setAttribute('aria-describedby', this.#hint.id);
    control.addEventListener('change', () => this.#write());
    this.box = make(
      'div',
      {className: `field ${field.kind}`},
      make('label', {htmlFor: control.id}, name),
      control,
      this.#hint,
    );
    this.read();
  }

  /** Shows what the element has. */
  read(): void {
    const {field, box} = this;
    const control = this.#control;
    if (field.property || control === document.activeElement) return;
    const value = this.#element.getAttribute(field.name);
    if (isCheck(control)) control.checked = value !== null;
    else control.value = value ?? (field.kind === 'select' ? (field.standard ?? '') : '');
    box.classList.toggle('set', value !== null);
  }

  complain(text: string): void {
    const control = this.#control;
    control.setAttribute('aria-invalid', String(text !== ''));
    // The element's own words for the integrator, without the link that ends them.
    this.#hint.textContent = text.replace(/\. https:\S+$/, '.') || this.field.hint;
  }

  #write(): void {
    const {name, property, standard} = this.field;
    const control = this.#control;
    const element = this.#element;
    if (property) {
      try {
        setProperty(element, name, isCheck(control) ? control.checked : control.value);
        this.complain('');
      } catch (error) {
        this.complain(error instanceof Error ? error.message : '');
      }
      element.dispatchEvent(new Event('demo-property'));
    } else if (isCheck(control)) element.toggleAttribute(name, control.checked);
    else if (control.value === '' || (this.field.kind === 'select' && control.value === standard))
      element.removeAttribute(name);
    else element.setAttribute(name, control.value.trim());
    // The element reads the nearest `lang` whenever it updates, and watches none.
    if (name === 'lang') element.requestUpdate();
  }
}

function controlFor({kind, standard = '', options = []}: Field): Control {
  if (kind === 'check') return make('input', {type: 'checkbox'});
  if (kind === 'pairs') return make('textarea', {rows: 2, spellcheck: false});
  if (kind === 'select') return make('select', {}, ...options.map((value) => make('option', {value}, value || 'none')));
  const control = make('input', {type: kind, placeholder: standard, spellcheck: false, autocomplete: 'off'});
  if (kind === 'number') control.min = '1';
  return control;
}
