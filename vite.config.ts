import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/words/paraglide',
      strategy: ['baseLocale'],
      emitGitIgnore: false,
    }),
    sveltekit({
      adapter: adapter({ out: 'build' }),
      // Absolute addresses: an error page must not tell how deep it was met.
      paths: { relative: false },
      // Our own door checks the origin of every non-GET, whatever its content type (hooks.server.ts).
      csrf: { trustedOrigins: ['*'] },
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['self'],
          'base-uri': ['none'],
          'object-src': ['none'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  build: {
    target: 'es2022',
    // The first browsers with light-dark(): rewriting it for older ones would double every colour
    // and fix each theme at the root of the page.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
  },
  server: { port: 5173 },
});
