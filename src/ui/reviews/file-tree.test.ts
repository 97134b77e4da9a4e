import { expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { treeOf, type Branch } from './file-tree.ts';

type Outline = (string | [string, Outline])[];

const outline = (branches: readonly Branch<{ path: string }>[]): Outline =>
  branches.map((branch) =>
    'file' in branch ? branch.name : [branch.name, outline(branch.inside)],
  );

const treeFrom = (...paths: string[]) => outline(treeOf(paths.map((path) => ({ path }))));

it('Ana sees the files in their folders, in the order in which they came', () => {
  expect(treeFrom('src/queue.js', 'README.md', 'src/wait.js')).toEqual([
    ['src', ['queue.js', 'wait.js']],
    'README.md',
  ]);
});

it('folders that only lead to the next share a line, and so does a file that is alone', () => {
  expect(treeFrom('src/lib/upload/a.js', 'src/lib/upload/b.js', 'docs/how/retry.md')).toEqual([
    ['src/lib/upload', ['a.js', 'b.js']],
    'docs/how/retry.md',
  ]);
});

it('a file and a folder of one name stay two', () => {
  expect(treeFrom('notes', 'notes/one.md', 'notes/two.md')).toEqual([
    'notes',
    ['notes', ['one.md', 'two.md']],
  ]);
});

/** Every file of a tree, by the names on the way to it. */
const pathsIn = (branches: readonly Branch<{ path: string }>[], before = ''): string[] =>
  branches.flatMap((branch) =>
    'file' in branch
      ? `${before}${branch.name}`
      : pathsIn(branch.inside, `${before}${branch.name}/`),
  );

it('whatever the paths are, the names on the way to a file are its path, and no folder holds one thing', () => {
  const path = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 });
  const paths = fc.uniqueArray(
    path.map((steps) => steps.join('/')),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(paths, (given) => {
      const tree = treeOf(given.map((each) => ({ path: each })));
      expect(pathsIn(tree).toSorted()).toEqual(given.toSorted());
      const least = (branches: readonly Branch<{ path: string }>[]): number =>
        Math.min(
          Infinity,
          ...branches.flatMap((each) =>
            'file' in each ? [] : [each.inside.length, least(each.inside)],
          ),
        );
      expect(least(tree)).toBeGreaterThan(1);
    }),
  );
});
