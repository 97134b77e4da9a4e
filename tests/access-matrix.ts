/**
 * Who may enter which route, written by hand; a route of the server that is not listed fails the
 * tests (requirement C1), and so does one listed that is gone. Every later capability adds its own.
 */

/**
 * The people who knock. `member` and `other` go along with each other and have a note open besides;
 * `member` and `former` did until it wrapped up; `member` has blocked `apart`, with whom she once went
 * along as well.
 */
export const roles = [
  'visitor',
  'invited',
  'waiting',
  'member',
  'other',
  'former',
  'apart',
  'organiser',
] as const;
export type Role = (typeof roles)[number];

/** Whom the door lets through; the rest is led to the sign-in or waiting page, or finds nothing. */
export type Room = 'everyone' | 'members' | 'organisers';

export interface Access {
  room: Room;
  /** A real address for a route with blanks; {member}, {letter}, {person} and so on are filled in. */
  path?: string;
  /** What a GET is answered to those let through, where it is not 200; null where there is no GET. */
  get?: number | Partial<Record<Role, number>> | null;
  /** Named form actions, '' for an unnamed one or an endpoint. */
  posts?: string[];
  /** The same route with things that are somebody's, and what each of them is answered; all others find nothing. */
  things?: { path: string; get: Partial<Record<Role, number>> }[];
}

/**
 * The pages of a pairing: for the two of it, running, wrapped up, or wrapped up and apart, and for
 * nobody else. Where there is nothing left to do they lead back to the pairing.
 */
const ofPairing = (
  below: string,
  { afterwards = 200, apart = afterwards }: { afterwards?: number; apart?: number } = {},
): NonNullable<Access['things']> => [
  { path: `/pairings/{pairing}${below}`, get: { member: 200, other: 200 } },
  { path: `/pairings/{wrapped}${below}`, get: { member: afterwards, former: afterwards } },
  { path: `/pairings/{parted}${below}`, get: { member: apart, apart } },
];

/** The pages of a meeting, which are for the same two; one that was stays readable after an ending. */
const ofMeeting = (below: string): NonNullable<Access['things']> => [
  { path: `/meetings/{meeting}${below}`, get: { member: 200, other: 200 } },
  { path: `/meetings/{metBefore}${below}`, get: { member: 200, former: 200 } },
  { path: `/meetings/{metApart}${below}`, get: { member: 200, apart: 200 } },
];

/** Somebody signed in has no business on these pages and is led on. */
const ledOn = {
  invited: 303,
  waiting: 303,
  member: 303,
  other: 303,
  former: 303,
  apart: 303,
  organiser: 303,
};
const nowhere = 'a-token-that-opens-nothing';

export const access: Record<string, Access> = {
  '/(public)': { room: 'everyone', get: ledOn },
  '/(public)/about/[slug]': { room: 'everyone', path: '/about/conduct' },
  '/(public)/calendar/[token].ics': {
    room: 'everyone',
    path: `/calendar/${nowhere}.ics`,
    get: 404,
  },
  // Only a verified link leads here.
  '/(public)/join': { room: 'everyone', get: 303, posts: [''] },
  '/(public)/join/[token]': { room: 'everyone', path: `/join/${nowhere}`, posts: [''] },
  '/(public)/language': { room: 'everyone', get: null, posts: [''] },
  '/(public)/members/[id]': {
    room: 'everyone',
    path: '/members/{member}',
    get: { visitor: 404, invited: 404, waiting: 404, apart: 404 },
  },
  '/(public)/mentors': { room: 'everyone', get: { visitor: 303, invited: 303, waiting: 303 } },
  '/(public)/pictures/[id]': { room: 'everyone', path: '/pictures/{nothing}', get: 404 },
  '/(public)/refused/[status]': { room: 'everyone', path: '/refused/404', get: 404 },
  '/(public)/sign-in': { room: 'everyone', get: ledOn, posts: [''] },
  '/(public)/sign-in/[token]': { room: 'everyone', path: `/sign-in/${nowhere}`, posts: [''] },
  '/(public)/sign-in/address/[token]': {
    room: 'everyone',
    path: `/sign-in/address/${nowhere}`,
    posts: [''],
  },
  '/(public)/sign-in/passkey': { room: 'everyone', get: null, posts: [''] },
  '/(public)/sign-in/sent': { room: 'everyone' },
  '/(public)/sign-in/with/[provider]': {
    room: 'everyone',
    path: '/sign-in/with/nobody',
    get: 404,
    posts: [''],
  },
  '/(public)/sign-in/with/[provider]/back': {
    room: 'everyone',
    path: '/sign-in/with/nobody/back',
    get: 404,
  },
  '/(public)/sign-out': { room: 'everyone', get: { visitor: 303 }, posts: [''] },
  '/(public)/still-around/[token]': {
    room: 'everyone',
    path: `/still-around/${nowhere}`,
    get: 404,
    posts: [''],
  },
  '/(public)/unsubscribe/[token]': {
    room: 'everyone',
    path: `/unsubscribe/${nowhere}`,
    get: 404,
    posts: [''],
  },
  '/(public)/waiting': {
    room: 'everyone',
    get: { ...ledOn, invited: 200, waiting: 200, visitor: 303 },
  },
  '/(public)/welcome/[token]': {
    room: 'everyone',
    path: `/welcome/${nowhere}`,
    get: 410,
    posts: [''],
  },

  // Without a topic of theirs there is nothing to hear.
  '/(member)/live': { room: 'members', get: 404 },
  '/(member)/drafts': { room: 'members', get: null, posts: [''] },
  '/(member)/drafts/later': { room: 'members', get: null, posts: [''] },
  '/(member)/drafts/over': { room: 'members', get: null, posts: [''] },
  '/(member)/kept/[token]': { room: 'members', path: `/kept/${nowhere}`, posts: [''] },
  '/(member)/mentors/saved': { room: 'members', posts: ['hide', 'save', 'unhide', 'unsave'] },
  '/(member)/members/[id]/block': {
    room: 'members',
    path: '/members/{person}/block',
    posts: [''],
  },
  '/(member)/members/[id]/note': {
    room: 'members',
    path: '/members/{member}/note',
    // Nobody writes to themselves.
    get: { member: 303, apart: 404 },
    posts: ['send', 'wait'],
  },
  '/(member)/[thing=reportable]/[id]/report': {
    room: 'members',
    path: '/members/{person}/report',
    posts: [''],
    things: [
      ...['members', 'messages', 'comments', 'questions', 'posts', 'answers', 'requests'].map(
        (kind) => ({ path: `/${kind}/{nothing}/report`, get: {} }),
      ),
      { path: '/messages/{message}/report', get: { member: 200 } },
      { path: '/comments/{comment}/report', get: { member: 200 } },
      { path: '/questions/{question}/report', get: { other: 200 } },
      { path: '/posts/{post}/report', get: { member: 200 } },
      // Not by those whose words it holds; they can take it back.
      { path: '/answers/{answer}/report', get: { former: 200, apart: 200, organiser: 200 } },
      { path: '/requests/{request}/report', get: { member: 200, other: 200 } },
    ],
  },
  '/(member)/questions': { room: 'members' },
  // Somebody who goes along with several chooses whom first.
  '/(member)/questions/new': { room: 'members', posts: ['ask', 'look'] },
  '/(member)/questions/[id]': {
    room: 'members',
    path: '/questions/{nothing}',
    get: 404,
    posts: ['agenda', 'around', 'close', 'helped', 'look', 'notHelped', 'pass', 'remove', 'write'],
    things: [{ path: '/questions/{question}', get: { member: 200, other: 200 } }],
  },
  '/(member)/questions/[id]/share': {
    room: 'members',
    path: '/questions/{nothing}/share',
    get: 404,
    posts: ['agree', 'back', 'look', 'name', 'suggest'],
    things: [{ path: '/questions/{question}/share', get: { member: 200, other: 200 } }],
  },
  '/(member)/answers': { room: 'members' },
  '/(member)/answers/[id]': {
    room: 'members',
    path: '/answers/{nothing}',
    get: 404,
    posts: ['name', 'takeBack'],
    things: [
      {
        path: '/answers/{answer}',
        get: { member: 200, other: 200, former: 200, apart: 200, organiser: 200 },
      },
    ],
  },
  '/(member)/requests/[id]': {
    room: 'members',
    path: '/requests/{nothing}',
    get: 404,
    posts: ['answer', 'find', 'reply', 'withdraw', 'next', 'pass', 'more'],
    things: [{ path: '/requests/{request}', get: { member: 200, other: 200 } }],
  },
  '/(member)/requests/waiting/[id]': {
    room: 'members',
    path: '/requests/waiting/{nothing}',
    get: 404,
    posts: ['answer', 'leave'],
    things: [{ path: '/requests/waiting/{place}', get: { other: 200 } }],
  },
  '/(member)/pairings': { room: 'members', posts: ['pause', 'tick'] },
  '/(member)/pairings/[id]': {
    room: 'members',
    path: '/pairings/{nothing}',
    get: 404,
    posts: ['again', 'answer', 'chatted', 'goodbye', 'hide', 'pickedUp', 'show', 'thanks', 'tick'],
    things: ofPairing(''),
  },
  '/(member)/pairings/[id]/agreement': {
    room: 'members',
    path: '/pairings/{nothing}/agreement',
    get: 404,
    posts: ['leave', 'ok'],
    things: ofPairing('/agreement'),
  },
  '/(member)/pairings/[id]/agreement/change': {
    room: 'members',
    path: '/pairings/{nothing}/agreement/change',
    get: 404,
    posts: ['suggest'],
    things: ofPairing('/agreement/change', { afterwards: 303 }),
  },
  '/(member)/pairings/[id]/check-in': {
    room: 'members',
    path: '/pairings/{nothing}/check-in',
    get: 404,
    posts: ['answer', 'leave', 'say', 'skip'],
    things: ofPairing('/check-in'),
  },
  '/(member)/pairings/[id]/contacts': {
    room: 'members',
    path: '/pairings/{nothing}/contacts',
    get: 404,
    posts: ['revoke', 'share'],
    things: ofPairing('/contacts'),
  },
  '/(member)/pairings/[id]/ending': {
    room: 'members',
    path: '/pairings/{nothing}/ending',
    get: 404,
    posts: ['end', 'words'],
    things: ofPairing('/ending', { afterwards: 303 }),
  },
  '/(member)/pairings/[id]/goals': {
    room: 'members',
    path: '/pairings/{nothing}/goals',
    get: 404,
    posts: ['add', 'back', 'remove', 'step'],
    things: ofPairing('/goals', { afterwards: 303 }),
  },
  '/(member)/pairings/[id]/hand-off': {
    room: 'members',
    path: '/pairings/{nothing}/hand-off',
    get: 404,
    posts: ['find', 'notNow', 'send', 'suggest'],
    things: ofPairing('/hand-off', { apart: 303 }),
  },
  '/(member)/pairings/[id]/meetings': {
    room: 'members',
    path: '/pairings/{nothing}/meetings',
    get: 404,
    posts: ['accept', 'log', 'withdraw'],
    things: ofPairing('/meetings'),
  },
  '/(member)/pairings/[id]/meetings/new': {
    room: 'members',
    path: '/pairings/{nothing}/meetings/new',
    get: 404,
    posts: ['suggest'],
    things: ofPairing('/meetings/new', { afterwards: 303 }),
  },
  '/(member)/pairings/[id]/meetings/rhythm': {
    room: 'members',
    path: '/pairings/{nothing}/meetings/rhythm',
    get: 404,
    posts: ['pause', 'suggest'],
    things: ofPairing('/meetings/rhythm', { afterwards: 303 }),
  },
  '/(member)/pairings/[id]/messages': {
    room: 'members',
    path: '/pairings/{nothing}/messages',
    get: 404,
    posts: ['look', 'mute', 'read', 'remove', 'write'],
    things: ofPairing('/messages'),
  },
  '/(member)/pairings/[id]/questions': {
    room: 'members',
    path: '/pairings/{nothing}/questions',
    get: 404,
    things: ofPairing('/questions'),
  },
  '/(member)/pairings/[id]/reviews': {
    room: 'members',
    path: '/pairings/{nothing}/reviews',
    get: 404,
    things: ofPairing('/reviews'),
  },
  '/(member)/pairings/[id]/reviews/new': {
    room: 'members',
    path: '/pairings/{nothing}/reviews/new',
    get: 404,
    posts: ['another', 'draft'],
    things: ofPairing('/reviews/new', { afterwards: 303 }),
  },
  '/(member)/pairings/[id]/rest': {
    room: 'members',
    path: '/pairings/{nothing}/rest',
    get: 404,
    posts: ['rest', 'wake'],
    things: ofPairing('/rest', { afterwards: 303 }),
  },
  '/(member)/meetings/[id]': {
    room: 'members',
    path: '/meetings/{nothing}',
    get: 404,
    posts: [
      'action',
      'agenda',
      'didNotHappen',
      'happened',
      'move',
      'moveAll',
      'notes',
      'private',
      'removeAction',
      'removeAgenda',
      'skip',
      'template',
      'tickAction',
      'tickAgenda',
    ],
    things: ofMeeting(''),
  },
  '/(member)/notifications': { room: 'members', posts: ['follow', 'see'] },
  '/(member)/profile': { room: 'members', posts: ['save', 'edit', 'tick', 'untick'] },
  '/(member)/profile/picture': { room: 'members', posts: ['change', 'remove'] },
  '/(member)/profile/thanks': { room: 'members', posts: ['hide', 'show'] },
  '/(member)/settings': {
    room: 'members',
    posts: ['look', 'rename', 'remove', 'disconnect', 'end', 'endOthers'],
  },
  '/(member)/settings/blocks': { room: 'members', posts: [''] },
  '/(member)/reviews/[id]': {
    room: 'members',
    path: '/reviews/{nothing}',
    get: 404,
    posts: [
      'change',
      'comment',
      'look',
      'pickUp',
      'remove',
      'reply',
      'send',
      'sort',
      'take',
      'talk',
      'wrap',
    ],
    things: [{ path: '/reviews/{review}', get: { member: 200, other: 200 } }],
  },
  '/(member)/reviews/[id]/draft': {
    room: 'members',
    path: '/reviews/{nothing}/draft',
    get: 404,
    posts: ['another', 'ask', 'drop', 'later', 'mask', 'open', 'remove', 'save', 'send'],
    things: [
      { path: '/reviews/{draftedReview}/draft', get: { member: 200 } },
      { path: '/reviews/{draftedReview}', get: { member: 303 } },
      { path: '/reviews/{review}/draft', get: { member: 303, other: 303 } },
    ],
  },
  '/(member)/reviews/[id]/revisions/new': {
    room: 'members',
    path: '/reviews/{nothing}/revisions/new',
    get: 404,
    posts: ['another', 'begin', 'open'],
    things: [
      { path: '/reviews/{review}/revisions/new', get: { member: 200, other: 303 } },
      { path: '/reviews/{draftedReview}/revisions/new', get: { member: 303 } },
    ],
  },
  '/(member)/reviews/[id]/review.md': {
    room: 'members',
    path: '/reviews/{nothing}/review.md',
    get: 404,
    things: [{ path: '/reviews/{review}/review.md', get: { member: 200, other: 200 } }],
  },
  '/(member)/reviews/[id]/review.patch': {
    room: 'members',
    path: '/reviews/{nothing}/review.patch',
    get: 404,
    things: [{ path: '/reviews/{review}/review.patch', get: { member: 200, other: 200 } }],
  },
  '/(member)/meetings/[id]/meeting.ics': {
    room: 'members',
    path: '/meetings/{nothing}/meeting.ics',
    get: 404,
    things: ofMeeting('/meeting.ics'),
  },
  '/(member)/settings/calendar': {
    room: 'members',
    posts: [
      'addCalendar',
      'addDaysOff',
      'endFeed',
      'letters',
      'makeFeed',
      'removeCalendar',
      'removeDaysOff',
    ],
  },
  '/(member)/settings/email': { room: 'members', posts: [''] },
  '/(member)/settings/email/again': { room: 'members', get: null, posts: [''] },
  '/(member)/settings/notifications': { room: 'members', posts: [''] },
  '/(member)/settings/passkeys': { room: 'members', get: null, posts: [''] },

  '/(member)/your-turn': { room: 'members' },

  '/(organiser)/community': { room: 'organisers' },
  '/(organiser)/community/acts': { room: 'organisers' },
  '/(organiser)/community/first-steps': { room: 'organisers' },
  '/(organiser)/community/import': { room: 'organisers', posts: ['plan', 'apply'] },
  '/(organiser)/community/invites': { room: 'organisers', posts: ['make', 'end'] },
  '/(organiser)/community/mailbox': { room: 'organisers' },
  '/(organiser)/community/mailbox/[id]': {
    room: 'organisers',
    path: '/community/mailbox/{letter}',
    posts: ['open'],
  },
  '/(organiser)/community/pages': { room: 'organisers' },
  '/(organiser)/community/pages/[slug]': {
    room: 'organisers',
    path: '/community/pages/conduct',
    posts: ['preview', 'save'],
  },
  '/(organiser)/community/pages/[slug]/history': {
    room: 'organisers',
    path: '/community/pages/conduct/history',
    posts: [''],
  },
  '/(organiser)/community/people': { room: 'organisers', posts: ['invite', 'let-in'] },
  '/(organiser)/community/people/[id]': {
    room: 'organisers',
    path: '/community/people/{person}',
    posts: ['link', 'appoint', 'take-off'],
  },
  '/(organiser)/community/people/[id]/no': {
    room: 'organisers',
    path: '/community/people/{guest}/no',
    posts: [''],
  },
  '/(organiser)/community/reports/[id]': {
    room: 'organisers',
    path: '/community/reports/{nothing}',
    get: 404,
    posts: ['open'],
  },
  '/(organiser)/community/settings': { room: 'organisers', posts: [''] },
  '/(organiser)/community/skills': { room: 'organisers', posts: ['merge'] },

  '/dev/design': { room: 'everyone', get: 404 },
  '/health/live': { room: 'everyone' },
  '/health/ready': { room: 'everyone' },
  '/robots.txt': { room: 'everyone' },
  '/[x+2e]well-known/security.txt': { room: 'everyone', path: '/.well-known/security.txt' },
};
