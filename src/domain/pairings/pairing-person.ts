/** One of the two, as the other sees them. */
export interface Person {
  id: string;
  name: string;
  pronouns: string;
  /** 0 to 23. */
  hue: number;
  avatarId: string | null;
  place: string;
  /** IANA zone, '' where not said. */
  timeZone: string;
  /** No longer to be found: their name is plain text and nothing new can be begun. */
  isGone: boolean;
}
