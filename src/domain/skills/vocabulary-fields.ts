import { building } from './vocabulary-building.ts';
import { craft } from './vocabulary-craft.ts';
import { machinery } from './vocabulary-machinery.ts';

/**
 * The skills this project knows by hand, grouped into fields: skills that tend to be met together.
 *
 * One line a skill: `Name: other names`. A leading `~` marks a common noun, which is written small in
 * the middle of a sentence; `(words)` says how it reads there. A skill may stand in several fields;
 * its other names are given once. Within a field the order is roughly how many people share it.
 */
export const fieldLines: Readonly<Record<string, string>> = { ...building, ...machinery, ...craft };
