import {hydrate} from '@lit-labs/ssr-client';
import {checkout} from './checkout.js';

const place = document.querySelector<HTMLElement>('#app');
if (place) hydrate(checkout(new URLSearchParams(location.search).get('partner') ?? ''), place);
