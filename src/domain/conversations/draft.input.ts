import { z } from 'zod';

/** Names a form: a word, and the ids of what it is about, set apart by colons. */
export const aboutInput = z.string().max(200).refine(isAbout);

/** What the page's script sends while somebody is typing. */
export const draftInput = z.strictObject({
  about: aboutInput,
  fields: z.array(z.tuple([z.string().min(1).max(100), z.string().max(40_000)])).max(300),
});

function isAbout(text: string): boolean {
  const [word = '', ...ids] = text.split(':');
  return /^[a-z][a-z-]*$/.test(word) && ids.length <= 2 && ids.every((id) => /^[\w-]+$/.test(id));
}
