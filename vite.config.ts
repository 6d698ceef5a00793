import {defineConfig} from 'vite';
import {demoServer} from './demo/server/plugin.js';

/** The demo pages, with a stand-in for Phoenix beside them. What is published is built by `scripts/build.ts`. */
export default defineConfig({
  plugins: [demoServer()],
  // Without the condition `development`: lit's build for it warns in the console.
  resolve: {conditions: ['module', 'browser']},
  optimizeDeps: {entries: ['index.html', 'demo/states.html', 'demo/bare.html']},
  server: {host: 'localhost', port: 5173},
  build: {outDir: 'demo-dist'},
});
