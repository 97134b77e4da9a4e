/** Code in the fields of a form. */

/** A field for one file: its name, which may be empty, and its text. */
export interface Block {
  readonly path: string;
  readonly text: string;
}

/** As many files can be pasted at once; more are uploaded, or added later. */
export const mostBlocks = 20;

/** What stands in the fields, and the names of chosen files that have to be chosen again. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly again: readonly string[];
}

export const noBlocks: Blocks = { blocks: [{ path: '', text: '' }], again: [] };
