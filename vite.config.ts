import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The web app. Nothing is inlined into HTML or CSS, so that the server can forbid inline code (see src/app/web/README.md). */
export default defineConfig({
  root: at('./src/app/web'),
  plugins: [react()],
  build: {
    outDir: at('./dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The rules of rotas stand behind the door of people's nouns; the server alone works them out.
      treeshake: {
        moduleSideEffects: [{ test: /node_modules[\\/]rrule-temporal[\\/]/, sideEffects: false }],
      },
      output: {
        codeSplitting: {
          // What changes rarely in one file that browsers keep across our releases.
          groups: [
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|zod|@tanstack[\\/](react-router|router-core|history|react-store|store|react-query|query-core))[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8480' } },
});
