import type {IncomingMessage, ServerResponse} from 'node:http';
import {page} from './page.js';

export interface Visit {
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

type Behaviour = (visit: Visit) => void;

const html = ({response}: Visit, text: string, headers: Record<string, string> = {}, status = 200): void => {
  response.writeHead(status, {'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers});
  response.end(text);
};

const shows =
  (title: string, script = '', body = ''): Behaviour =>
  (visit) =>
    html(visit, page({title, script, body}));

const ok = shows('A partner that posts nothing');

/** One small page per behaviour; the key is its path. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  '/': ok,
  '/ok': ok,

  '/messages': shows(
    'A partner that posts what it is told',
    `const send = () => orders.send({messages: JSON.parse(query.get('send') ?? '[]')});
     if (query.get('when') === 'parsed') send();
     else if (query.get('when') === 'told') orders['send-query'] = send;
     else addEventListener('load', send);`,
  ),

  '/slow': (visit) => {
    const timer = setTimeout(
      () => html(visit, page({title: 'A slow partner'})),
      Number(visit.url.searchParams.get('ms') ?? 1000),
    );
    visit.response.on('close', () => clearTimeout(timer));
  },

  '/hang': () => {},

  '/never-ends': ({response}) => {
    response.writeHead(200, {'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store'});
    response.write(page({title: 'A partner that never ends', script: `tell({type: 'ALIVE'})`}).replace('</html>', ''));
  },

  '/refuses-framing': (visit) =>
    html(visit, page({title: 'A partner that refuses framing'}), {
      'x-frame-options': 'DENY',
      'content-security-policy': "frame-ancestors 'none'",
    }),

  '/500': (visit) => html(visit, page({title: 'A partner that fails'}), {}, 500),

  '/401-empty': ({response}) => void response.writeHead(401).end(),

  '/204': ({response}) => void response.writeHead(204).end(),

  '/reset': ({request}) => void request.socket.destroy(),

  '/redirect-loop': ({url, response}) => void response.writeHead(302, {location: url.pathname + url.search}).end(),

  '/steals-focus': shows(
    'A partner that takes the focus',
    `addEventListener('load', () => { orders.focus({}); tell({type: 'FOCUSED', data: {focused: document.activeElement.id}}); });`,
  ),

  '/autofocus': shows(
    'A partner with autofocus',
    '',
    '<p><label>Autofocus <input id="autofocus" autofocus></label></p>',
  ),

  '/navigates-itself': shows(
    'A partner that navigates itself',
    `addEventListener('load', () => setTimeout(() => { query.set('from', 'navigates-itself'); location.assign('/ok?' + query); }));`,
  ),

  '/grandchild': shows(
    'A partner with a frame of its own',
    '',
    `<script>
       const child = document.createElement('iframe');
       child.src = '/grandchild-inside' + location.search;
       child.title = 'The partner’s own frame';
       document.currentScript.replaceWith(child);
     </script>`,
  ),

  '/grandchild-inside': shows(
    'The frame within the frame',
    `const sent = JSON.parse(query.get('send') ?? '[{"type":"USER_DONE"}]');
     for (const message of sent) top.postMessage(message, '*');
     top.postMessage({type: 'GRANDCHILD_SPOKE'}, '*');`,
  ),

  '/popup': shows(
    'A partner with a pop-up',
    `document.getElementById('button').addEventListener('click', () => {
       const popup = open('/popup-inside', 'bank', 'width=300,height=300');
       tell({type: 'POPUP', data: {opened: popup !== null}});
     });`,
  ),

  '/popup-inside': shows('The pop-up'),

  '/csp-echo': (visit) =>
    html(
      visit,
      page({
        title: 'A partner that tells what it may do',
        script: `const violations = [];
          addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
          orders.report = () => tell({type: 'CSP_ECHO', data: {
            origin: self.origin,
            features: document.featurePolicy?.allowedFeatures() ?? null,
            violations,
          }});
          addEventListener('load', orders.report);`,
      }),
      visit.url.searchParams.has('csp') ? {'content-security-policy': visit.url.searchParams.get('csp') ?? ''} : {},
    ),

  '/storage': (visit) =>
    html(
      visit,
      page({
        title: 'A partner that stores',
        script: `const may = (attempt) => { try { attempt(); return true; } catch { return false; } };
          addEventListener('load', () => tell({type: 'STORAGE', data: {
            local: may(() => localStorage.setItem('visited', 'yes')),
            session: may(() => sessionStorage.setItem('visited', 'yes')),
            cookie: may(() => document.cookie),
          }}));`,
      }),
      {'set-cookie': 'visited=yes; Path=/; SameSite=Lax'},
    ),
};
