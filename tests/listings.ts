/** Available mentors and those who look for them, for tests of the list. */
import { day } from '#lib/duration.ts';
import type { Listing } from '#domain/directory/listing.ts';
import type { Seeker } from '#domain/directory/mentor-query.ts';

/** Monday, 23 November 2026, 12:00 in Lisbon. */
export const noon = Date.UTC(2026, 10, 23, 12);

/** A week with these hours free: weekHours({ mon: [18, 19] }). */
export function weekHours(free: Partial<Record<string, readonly number[]>>): string {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return days.flatMap((name) => hours.map((h) => (free[name]?.includes(h) ? '1' : '0'))).join('');
}

const free = { kind: 'free', amount: null, currency: '', note: '', firstChatFree: false } as const;

/** A mentor in Lisbon with room for two who confirmed today; the id is the name in small letters. */
export function mentor(name: string, fields: Partial<Listing> = {}): Listing {
  return {
    memberId: name.toLowerCase().replaceAll(' ', '-'),
    name,
    pronouns: '',
    place: '',
    timeZone: 'Europe/Lisbon',
    languages: ['en'],
    ownWords: '',
    shared: [],
    wanted: [],
    weekHours: '',
    modes: ['meet'],
    terms: free,
    replyDays: 3,
    capacity: 2,
    held: 0,
    whoMayWrite: 'everyone',
    confirmedAt: noon,
    freshUntil: noon + 90 * day,
    avatarId: null,
    ...fields,
  };
}

/** Someone in Lisbon who looks for a mentor and has said nothing about themselves. */
export function seeker(name: string, fields: Partial<Seeker> = {}): Seeker {
  return {
    id: name.toLowerCase(),
    timeZone: 'Europe/Lisbon',
    weekHours: '',
    shared: [],
    wanted: [],
    ...fields,
  };
}

/** "go" confidently, "rust" comfortably: shares({ go: 3, rust: 2 }). */
export function shares(skills: Record<string, 1 | 2 | 3>): Listing['shared'] {
  return Object.entries(skills).map(([skillId, confidence]) => ({ skillId, confidence }));
}

/** "css" most of all: wants({ css: 1 }). */
export function wants(skills: Record<string, 1 | 2 | 3>): Listing['wanted'] {
  return Object.entries(skills).map(([skillId, priority]) => ({ skillId, priority }));
}
