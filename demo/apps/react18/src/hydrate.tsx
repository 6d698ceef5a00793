import {StrictMode} from 'react';
import {hydrateRoot} from 'react-dom/client';
import {Checkout} from './Checkout.js';

const place = document.querySelector('#app');
const partner = new URLSearchParams(location.search).get('partner') ?? '';
if (place)
  hydrateRoot(
    place,
    <StrictMode>
      <Checkout partner={partner} />
    </StrictMode>,
    {onRecoverableError: (error) => console.error(error)},
  );
