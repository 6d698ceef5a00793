import {StrictMode} from 'react';
import {createRoot} from 'react-dom/client';
import {App} from './App.js';

const place = document.querySelector('#app');
if (place) {
  const root = createRoot(place);
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
  addEventListener('leave', () => root.unmount());
}
