import display from '@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2?url';
import text from '@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2?url';

/** The two files every page needs at once; the others load when a page has their letters. */
export const fontsToPreload: readonly string[] = [text, display];
