import {defineConfig} from 'vite';

export default defineConfig(({isSsrBuild}) => ({
  build: isSsrBuild ? {} : {rolldownOptions: {input: ['hydrate.html']}},
}));
