/** A message as one of two people sees it. */
export interface PostShown {
  id: string;
  isYours: boolean;
  by: { name: string; hue: number; avatarId: string | null };
  /** When, for machines and for the reader. */
  at: string;
  when: string;
  /** Null once it was taken back. */
  html: string | null;
  mayTakeBack: boolean;
}
