import {render as renderLit} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {checkout} from './checkout.js';

export const render = (partner: string): Promise<string> => collectResult(renderLit(checkout(partner)));
