import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and icons stay files: the content security policy allows no data: address for them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
