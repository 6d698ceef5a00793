/** Which service the demo shows. The server writes it into the page. */
const {service = '', switches = ''} = document.body.dataset;

export const isSandbox = service === 'sandbox';
export const switchesUrl = switches;
