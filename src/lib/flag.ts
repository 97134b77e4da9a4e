/** False or true, smallint on both engines, so that no engine maps it to something of its own. */
export type Flag = 0 | 1;
