/** Ways to reach somebody outside: shared one by one, by their owner, with one person. */
export const longestLabel = 40;
export const longestValue = 200;
export const mostContacts = 8;
