// Lets the backends under demo/, which import the package by its name, run on this checkout's sources.
import {register} from 'node:module';
import {URL} from 'node:url';

const root = new URL('../../../../', import.meta.url).href;
const hooks = `
  const files = {
    'phoenix-payment/server': 'src/server/index.ts',
    'phoenix-payment/server/node': 'src/server/node.ts',
    'phoenix-payment/server/redis': 'src/server/redis.ts',
  };
  export const resolve = (specifier, context, next) => {
    if (specifier === '$env/dynamic/private')
      return {url: 'data:text/javascript,export const env = process.env', shortCircuit: true};
    return next(Object.hasOwn(files, specifier) ? '${root}' + files[specifier] : specifier, context);
  };
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
