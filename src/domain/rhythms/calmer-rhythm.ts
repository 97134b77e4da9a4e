/** Calmer rhythms. */
import type { Rhythm } from './series.ts';

const weeks = [1, 2, 3, 4, 6, 8] as const;
const months = [1, 2, 3, 6] as const;

/** The next calmer rhythm of the same kind; itself where there is none. */
export function calmer(rhythm: Rhythm): Rhythm {
  switch (rhythm.kind) {
    case 'weekly':
      return { ...rhythm, every: weeks.find((every) => every > rhythm.every) ?? rhythm.every };
    case 'monthly_weekday':
    case 'monthly_day':
      return { ...rhythm, every: months.find((every) => every > rhythm.every) ?? rhythm.every };
    case 'dates':
      return rhythm;
  }
}
