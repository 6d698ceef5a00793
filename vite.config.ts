import {defineConfig} from 'vite';
import {demoServer} from './demo/server/plugin.js';

/** The demo page, with a stand-in for Phoenix beside it. What is published is built by `scripts/build.ts`. */
export default defineConfig({
  plugins: [demoServer()],
  server: {host: 'localhost', port: 5173},
  build: {outDir: 'demo-dist'},
});
