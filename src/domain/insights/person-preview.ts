/** Somebody on the list, as the home page shows them where the community opened the list to everyone. */
export interface PersonPreview {
  id: string;
  name: string;
  hue: number;
  avatarId: string | null;
  place: string;
  /** Markdown, as they wrote it. */
  ownWords: string;
  skills: { name: string; confidence: 1 | 2 | 3 }[];
  terms: 'free' | 'charges' | 'pay_what_feels_right';
  firstChatFree: boolean;
  roomFor: number;
}

/** So many people are shown. */
export const peopleShown = 3;

/**
 * Places in a list of `count`, each as likely as any other and none twice.
 *
 * @param pick a whole number from 0 up to, not including, its argument
 */
export function placesToShow(count: number, pick: (below: number) => number): number[] {
  const places = new Set<number>();
  while (places.size < Math.min(count, peopleShown)) places.add(pick(count));
  return [...places];
}
