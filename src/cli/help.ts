const serve = `Usage: npx phoenix-payment serve [--host H] [--port N] [--path P]

A side-car that holds the one Phoenix token for a backend in any language: your backend asks it over loopback, or it
stands behind your proxy and asks your backend who may have a token. It fetches ahead of time, once for all callers,
and outlives Phoenix's outages as long as the token lives.

  --host H   address to listen on       default HOST, else 127.0.0.1
  --port N   port; 0 takes a free one   default PORT, else 8787
  --path P   path of the token route    default /api/token

Environment
  PHOENIX_CLIENT_ID             required
  PHOENIX_CLIENT_SECRET         required, or
  PHOENIX_CLIENT_SECRET_FILE    a file that holds it. There is no option for it: command lines are public
  PHOENIX_AUTHORIZE             required: who may have a token
                                  key      callers that send "Authorization: Bearer <PHOENIX_KEY>": your backend
                                  https:…  (or http://) your own route: asked with the caller's Cookie and
                                           Authorization; 2xx is yes, anything else no
                                  public   anybody
  PHOENIX_KEY, PHOENIX_KEY_FILE with PHOENIX_AUTHORIZE=key
  PHOENIX_ALLOWED_ORIGINS       exact origins for CORS, separated by commas
  PHOENIX_TOKEN_URL             default https://api.phoenix.market/oauth/token
  PHOENIX_TIMEOUT               milliseconds for one request to Phoenix, default 10000
  PHOENIX_REDIS_URL             shares the token with other side-cars; needs the package redis

Routes
  GET <path>      the token: docs/backends.md, "What a token endpoint answers"
  GET /healthz    200 as long as the process serves
  GET /readyz     200 if there is a token to give, else 503
  GET /metrics    counters in Prometheus' text format

Log: one JSON object a line, on standard error. SIGTERM and SIGINT end it after what is under way (10 s at most);
a second one ends it at once.`;

const sandbox = `Usage: npx phoenix-payment sandbox [--oauth-port N] [--partner-port N] [--backend-port N]

A stand-in for Phoenix on loopback: the OAuth endpoint, the payment page, and a backend as Phoenix documents it. No
credentials needed, no money moved. Prints its URLs and runs until it is stopped.

  --oauth-port N     port of the OAuth endpoint   default: a free one
  --partner-port N   port of the payment page     default: a free one
  --backend-port N   port of the backend          default: a free one`;

const doctor = `Usage: npx phoenix-payment doctor <url> [options]

Checks a token endpoint, in any language, against what <phoenix-payment> expects of it, and says what to mend. Asks it
about twenty times. Prints no token.

  --origin O         also check that pages of this origin may ask (CORS, preflight)
  --header 'N: V'    a header that lets the doctor in, such as a test user's Cookie; may be repeated
  --timeout MS       for each request, default 10000
  --strict           warnings count as faults
  --json             one JSON object instead of text

With PHOENIX_CLIENT_SECRET set, the doctor also looks for it in everything the endpoint answers. It is sent nowhere.

Exit code: 0 healthy (warnings allowed), 1 faults, 2 misuse.`;

const all = `Usage: npx phoenix-payment <command>

  serve          runs the token broker as a side-car, for backends in any language
  sandbox        runs a stand-in for Phoenix, for development and tests
  doctor <url>   checks a token endpoint and says what to mend

npx phoenix-payment <command> --help says more.`;

/** Help texts by command; '' for none. */
export const HELP: Readonly<Record<string, string>> = {'': all, serve, sandbox, doctor};
