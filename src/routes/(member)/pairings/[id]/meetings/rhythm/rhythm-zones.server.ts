/** On whose clock a rhythm can be kept. */
import { m } from '#words/paraglide/messages.js';
import type { Opened } from '../../open-pairing.server.ts';

/** The zones to choose from: of the two, and universal time. */
export function zonesFor({ pairing }: Opened, kept = 'UTC'): string[] {
  const { you, other } = pairing;
  return [...new Set([you.timeZone, other.timeZone, kept, 'UTC'])].filter((zone) => zone !== '');
}

/** The clock a rhythm is usually kept on: the mentor's, who gives the time; in a swap one's own. */
export function mentorZone({ pairing }: Opened): string {
  const { you, other } = pairing;
  const mentor = pairing.nextFor === 'you' ? other : you;
  return mentor.timeZone || you.timeZone || other.timeZone || 'UTC';
}

/** The choices in words; two people on one clock have one choice less. */
export function clocksFor(opened: Opened, kept: string): { value: string; label: string }[] {
  const { you, other } = opened.pairing;
  return zonesFor(opened, kept).map((value) => ({ value, label: sayZone(value, { you, other }) }));
}

interface Person {
  name: string;
  place: string;
  timeZone: string;
}

function sayZone(zone: string, { you, other }: { you: Person; other: Person }): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  if (zone === you.timeZone) return m.meetings_clock_you({ place: you.place || city });
  if (zone === other.timeZone)
    return m.meetings_clock_them({ name: other.name, place: other.place || city });
  return zone === 'UTC' ? m.meetings_clock_world() : city;
}
