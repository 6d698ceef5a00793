/** The element's own words, in English: the fallback of every language. */
export const english = {
  /** Title of the frame, name of the dialog. */
  label: 'Phoenix payment',
  loading: 'Loading the payment page…',
  closed: 'This payment is closed.',
  reopen: 'Open it again',
  retry: 'Try again',
  close: 'Close',
  newtab: 'Open in a new tab',
  leaving: 'A payment is under way. If you close now, you may lose it.',
  stay: 'Keep it open',
  leave: 'Close anyway',
  setup: 'This payment is not set up correctly. Please tell the owner of this site.',
  offline: 'The payment service cannot be reached. Check your connection, then try again.',
  slow: 'This is taking too long. Check your connection, then try again.',
  denied: 'You may need to sign in again. Reload this page, then try again.',
  busy: 'The payment service is busy. Wait a minute, then try again.',
  failed: 'The payment cannot start right now. Try again, or contact this site.',
  blocked: 'This payment cannot be shown here. Please tell the owner of this site.',
};
