/** Lengths of time in milliseconds, the unit of every instant in the program. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
/** 24 hours. A calendar day is another thing: where clocks change it has 23 or 25. */
export const day = 24 * hour;
/** Seven times 24 hours. */
export const week = 7 * day;
