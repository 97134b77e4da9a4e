/** The files of a review in their folders. */

interface FolderBranch<F> {
  /** With the folders it alone leads to, such as "src/upload". */
  readonly name: string;
  readonly inside: readonly Branch<F>[];
}

interface FileBranch<F> {
  /** After the folders in which there is nothing else. */
  readonly name: string;
  readonly file: F;
}

export type Branch<F> = FolderBranch<F> | FileBranch<F>;

/**
 * The files as a tree; folders and files keep the order in which they first come. What is alone in its folder
 * shares a line with it, so that no line only leads to the next.
 */
export const treeOf = <F extends { readonly path: string }>(files: readonly F[]): Branch<F>[] =>
  branchesOf(files.map((file) => ({ file, steps: file.path.split('/') })));

interface Walked<F> {
  readonly file: F;
  /** What is left of its path. */
  readonly steps: readonly string[];
}

/** Files have a step of their own, so a file and a folder of the same name stay two. */
function branchesOf<F>(walked: readonly Walked<F>[]): Branch<F>[] {
  const byStep = Map.groupBy(walked, ({ steps }) => (steps.length > 1 ? `${steps[0]}/` : steps[0]));
  return [...byStep.values()].flatMap((together) => {
    const [first, ...more] = together;
    if (first === undefined) return [];
    if (more.length === 0) return { name: first.steps.join('/'), file: first.file };
    if (first.steps.length === 1)
      return together.map(({ file, steps: [name = ''] }) => ({ name, file }));
    const inside = branchesOf(together.map(({ file, steps }) => ({ file, steps: steps.slice(1) })));
    return folderOf(first.steps[0] ?? '', inside);
  });
}

function folderOf<F>(name: string, inside: readonly Branch<F>[]): FolderBranch<F> {
  const [only, ...more] = inside;
  if (only === undefined || more.length > 0 || 'file' in only) return { name, inside };
  return { name: `${name}/${only.name}`, inside: only.inside };
}
