import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

/** The catalogue's functions make a new Intl.PluralRules for each sentence; two for the whole program do. */
const keepPluralRules: Plugin = {
  name: 'keep-plural-rules',
  transform(code, id) {
    if (!id.endsWith('paraglide/registry.js')) return null;
    const slow = 'new Intl.PluralRules(locale, options).select(Number(input))';
    if (!code.includes(slow))
      throw new Error('The catalogue changed how it counts: see vite.config.ts');
    const kept = 'rulesFor(locale, options).select(Number(input))';
    return `const rules = new Map();
function rulesFor(locale, options) {
  const key = locale + JSON.stringify(options ?? null);
  let found = rules.get(key);
  if (found === undefined) rules.set(key, (found = new Intl.PluralRules(locale, options)));
  return found;
}
${code.replace(slow, kept)}`;
  },
};

export default defineConfig({
  plugins: [
    keepPluralRules,
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
