import {mount, unmount} from 'svelte';
import App from './App.svelte';

const target = document.querySelector('#app');
if (target) {
  const app = mount(App, {target});
  addEventListener('leave', () => void unmount(app));
}
