/** ESLint's own `no-restricted-syntax` as a plugin, because oxlint has no such rule. */
import { builtinRules } from 'eslint/use-at-your-own-risk';

export default {
  meta: { name: 'restricted' },
  rules: { 'no-restricted-syntax': builtinRules.get('no-restricted-syntax') },
};
