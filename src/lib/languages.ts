/** A language of code. */
export interface Language {
  /** The name of its grammar, kept with each file. */
  readonly id: string;
  /** What people call it, the same in every language. */
  readonly name: string;
  /** Endings of its files, with the dot and in lower case; the first is for files without a name. */
  readonly endings: readonly string[];
}

/** The languages people can choose from, in the order of their names. */
export const languages: readonly Language[] = [];

/** Whether this is the id of one of the languages; '' (plain text) is none. */
export function isLanguage(_id: string): boolean {
  return false;
}

/** The language of a Markdown fence or an ending, as people name it ("js", "C#"); '' where it is none. */
export function languageNamed(_word: string): string {
  return '';
}

/**
 * The id of the language a file is probably in, or '' for plain text: by its whole name, its ending, or
 * the first line of a script. `start` is its text, of which only the beginning is looked at.
 */
export function guessLanguage(_file: { path: string; start: string }): string {
  return '';
}
