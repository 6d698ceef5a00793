import {render} from 'solid-js/web';
import {App} from './App.jsx';

const place = document.querySelector('#app');
if (place)
  addEventListener(
    'leave',
    render(() => <App />, place),
  );
