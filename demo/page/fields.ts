/** One attribute or property of the element, as a form field. */
export interface Field {
  /** Of the attribute, or of the property where there is no attribute. */
  readonly name: string;
  readonly kind: 'text' | 'number' | 'check' | 'select' | 'pairs';
  readonly hint: string;
  /** What the element has without the attribute. */
  readonly standard?: string;
  readonly options?: readonly string[];
  /** Set as a property: there is no attribute. */
  readonly property?: boolean;
}

export interface Group {
  readonly title: string;
  readonly open?: boolean;
  readonly fields: readonly Field[];
}

const text = (name: string, hint: string, standard = ''): Field => ({name, kind: 'text', hint, standard});
const number = (name: string, hint: string, standard: string): Field => ({name, kind: 'number', hint, standard});
const check = (name: string, hint: string): Field => ({name, kind: 'check', hint});
const select = (name: string, hint: string, options: readonly string[], standard = ''): Field => ({
  name,
  kind: 'select',
  hint,
  options,
  standard,
});
const pairs = (name: string, hint: string): Field => ({name, kind: 'pairs', hint, property: true});

/** Everything that can be set on the element, in the order in which somebody would look for it. */
export const GROUPS: readonly Group[] = [
  {
    title: 'The payment',
    open: true,
    fields: [
      text('wallet-address', 'Recipient: 0x and 40 hex digits. Mixed case has to pass EIP-55.'),
      text('amount', 'US dollars, with at most 2 decimals.'),
      select('theme', 'auto: as the reader prefers.', ['', 'light', 'dark', 'auto']),
      check('share', 'Lets the payer make payment links.'),
      check('private-matching', 'Only your own sellers.'),
      pairs('params', 'Any other query parameter of the partner’s page, one name=value a line.'),
    ],
  },
  {
    title: 'The token',
    fields: [
      text('token-endpoint', 'Your backend’s URL.'),
      {...check('fetchToken', 'A function of the page’s own asks instead of token-endpoint.'), property: true},
      select('credentials', 'For the token request.', ['same-origin', 'include', 'omit'], 'same-origin'),
      pairs('headers', 'Extra headers of the token request, one name=value a line.'),
      number('refresh-margin', 'Seconds. The next token is fetched 4 to 1 margins before the expiry.', '60'),
      number('token-timeout', 'Milliseconds for one token request.', '10000'),
    ],
  },
  {
    title: 'The frame',
    fields: [
      text('partner-url', 'https, or http on this machine.', 'https://app-partner.phoenix.market/'),
      number('frame-timeout', 'Milliseconds until the frame has to be loaded.', '20000'),
      check('probe', 'Checks beside each load that the partner can be reached.'),
      select('loading', 'lazy: nothing is requested out of sight.', ['eager', 'lazy'], 'eager'),
      text('sandbox', 'Passed to the iframe as it is, from its next load on.'),
      text('allow', 'Passed to the iframe, from its next load on.', 'clipboard-write'),
    ],
  },
  {
    title: 'Looks and words',
    fields: [
      select('mode', 'dialog: a modal dialog.', ['inline', 'dialog'], 'inline'),
      check('open', 'In dialog mode: whether it is open.'),
      text('label', 'Title of the frame, name of the dialog.'),
      select('lang', 'Words of the element’s own UI.', ['', 'en', 'es', 'pt', 'fr', 'de', 'ar']),
      select('dir', 'Reading direction.', ['', 'ltr', 'rtl']),
      pairs('messages', 'Other words, one name=text a line: retry=Once more'),
    ],
  },
];

/** Which field an error of the element is about. */
export const FIELD_OF_ERROR: Readonly<Record<string, string>> = {
  'address-invalid': 'wallet-address',
  'amount-invalid': 'amount',
  'endpoint-invalid': 'token-endpoint',
  'partner-url-invalid': 'partner-url',
  'frame-blocked': 'partner-url',
};
