/** Who is looking: every query names its viewer, and a visitor is `null`. */
export interface Viewer {
  id: string;
  name: string;
  /** 0 to 23, the colour behind the initials. */
  hue: number;
  avatarId: string | null;
  status: 'invited' | 'waiting' | 'active';
  isOrganiser: boolean;
  /** A language of the interface, '' to follow the browser. */
  locale: string;
  theme: '' | 'light' | 'dark';
  /** IANA zone, '' where not said. */
  timeZone: string;
}

/** A steady hue for a person, 0 to 23 in steps of 15 degrees, from the random end of their id. */
export function hueOf(memberId: string): number {
  return Number.parseInt(memberId.slice(-4), 16) % 24;
}
