/**
 * Who may enter which route. Every route of the house is listed here by hand; one that is not
 * fails the tests (requirement C1). Statuses are what a GET, or a POST from our own page with an
 * empty form, is answered: 303 leads a visitor to the sign-in page and somebody who waits to
 * the page that says so.
 */

/** The people who knock, each in their own state. */
export const roles = ['visitor', 'waiting', 'member', 'other', 'organiser'] as const;
export type Role = (typeof roles)[number];

export type Statuses = Record<Role, number>;

export interface Access {
  /** A real address for a route with blanks; the route itself where there are none. */
  path?: string;
  get: Statuses | null;
  /** Per action, '' for the unnamed one and for endpoints. */
  post?: Record<string, Statuses>;
}

const all = (status: number): Statuses => ({
  visitor: status,
  waiting: status,
  member: status,
  other: status,
  organiser: status,
});

/** Members alone; the rest is led away. */
const members = (status: number): Statuses => ({ ...all(status), visitor: 303, waiting: 303 });
/** Organisers alone; to members it is not there. */
const organisers = (status: number): Statuses => ({
  visitor: 303,
  waiting: 303,
  member: 404,
  other: 404,
  organiser: status,
});

const anId = '01a20000-0000-7000-8000-00000000abcd';

/** Blanks in `path`: {member} is the member's id, {picture} a picture nobody may see, and so on. */
export const access: Record<string, Access> = {
  '/(public)': { get: { ...all(200), member: 303, other: 303, organiser: 303 } },
  '/(public)/about/[slug]': { path: '/about/conduct', get: all(200) },
  '/(public)/mentors': { get: { ...members(200), waiting: 303 } },
  '/(public)/members/[id]': {
    path: '/members/{member}',
    get: { ...all(200), visitor: 404, waiting: 404 },
  },
  '/(public)/sign-in': { get: { ...all(200), member: 303, other: 303, organiser: 303 } },
  '/(member)/profile': { get: members(200) },
  '/(organiser)/community': { get: organisers(200) },
  '/dev/design': { get: all(404) },
  '/health/live': { get: all(200) },
  '/health/ready': { get: all(200) },
  '/robots.txt': { get: all(200) },
};

export { all, anId, members, organisers };
