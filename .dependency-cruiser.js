/** Who may import whom. The floors come from floors.js; docs/decisions/0002 says why. */
import { floors } from './floors.js';

const modules = Object.keys(floors);
const outside = '^(?:node_modules|node:)';
const serverOnly = '\\.server\\.ts$';
const tests = '\\.test\\.ts$';

/** One rule a module: it may not import a module on its own floor or above. */
const looksDownOnly = modules.map((module) => {
  const notBelow = modules.filter((other) => other !== module && floors[other] >= floors[module]);
  return {
    name: `${module}-looks-down-only`,
    severity: 'error',
    comment: `${module} stands on floor ${floors[module]}: it may only know lower floors.`,
    from: { path: `^src/domain/${module}/`, pathNot: tests },
    to: { path: `^src/domain/(?:${notBelow.join('|')})/` },
  };
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'lib-knows-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: tests },
      to: { path: '^src/(?!lib/)' },
    },
    {
      name: 'platform-knows-no-noun',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^src/(?!platform/|lib/)' },
    },
    {
      name: 'pure-files-touch-nothing',
      severity: 'error',
      comment: 'A domain file without .server in its name decides; it reads and writes nothing.',
      from: { path: '^src/domain/.+\\.ts$', pathNot: [serverOnly, tests] },
      to: { path: ['^src/platform/', serverOnly, '^node:'] },
    },
    {
      name: 'domain-knows-no-page',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: tests },
      to: { path: '^src/(?:ui|routes|door|demo)/|^src/(?:hooks|wiring)' },
    },
    {
      name: 'ui-is-drawn-from-facts',
      severity: 'error',
      from: { path: '^src/ui/', pathNot: tests },
      to: { path: [serverOnly, '^src/(?:platform|routes|demo)/'] },
    },
    {
      name: 'kit-knows-no-noun',
      severity: 'error',
      from: { path: '^src/ui/kit/', pathNot: tests },
      to: { path: '^src/domain/' },
    },
    {
      name: 'routes-never-write-sql',
      severity: 'error',
      from: { path: '^src/routes/', pathNot: tests },
      to: { path: '^src/platform/db/|^node_modules/(?:kysely|pg)/' },
    },
    {
      name: 'nobody-imports-a-route',
      severity: 'error',
      from: { path: '^src/(?!routes/)' },
      to: { path: '^src/routes/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { path: '^src/', pathNot: tests },
      to: { path: ['^tests/', tests] },
    },
    ...looksDownOnly,
  ],
  options: {
    doNotFollow: { path: [outside, 'paraglide'] },
    exclude: { path: ['^src/words/paraglide/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.json'],
    },
  },
};
