import type { Confidence, WantPriority } from '#domain/skills/skill.ts';
import { plainOffer, type InventedOffer, type InventedPerson } from './invented-person.ts';
import { freeHours } from './invented-week.ts';

export const guildName = 'Tidewater Code Guild';

/**
 * The people that tests, screenshots and the demo talk about, by first name. They are written by hand
 * and never change by chance. Ids are theirs for good: number 1 is Ana, wherever she appears.
 */
export const cast = {
  ana: person(1, {
    name: 'Ana Hallgrímsson',
    pronouns: 'she/her',
    home: ['Berlin', 'Europe/Berlin', 'de en'],
    week: 'Mon-Thu 18-21',
    shares: 'Go 3, Code review 3, Testing 2, Docker 2',
    wants: 'Elixir 1, Giving talks 2',
    words:
      'I write Go for a library that lends out tools, the kind with handles. I like small functions and honest error messages. Someday I’d like to give a talk without reading every word of it.',
    offer: { capacity: 2, replyDays: 3, modes: ['meet', 'review', 'answer'] },
  }),
  ben: person(2, {
    name: 'Ben Achterberg',
    pronouns: 'he/him',
    home: ['Lisbon', 'Europe/Lisbon', 'en nl'],
    week: 'Mon-Fri 18-21, Sat 10-13',
    shares: 'Python 2, First jobs 1',
    wants: 'Go 1, Testing 2, Docker 3',
    words:
      'Two years of Python, mostly scripts that move files about. I’d like to learn Go properly, tests and all.',
    offer: { isAvailable: false },
  }),
  cy: person(3, {
    name: 'Cy Lindqvist',
    pronouns: 'they/them',
    home: ['Gothenburg', 'Europe/Stockholm', 'sv en'],
    week: 'Mon-Fri 17-20',
    shares: 'HTML 2, CSS 2',
    wants: 'Go 1, Kubernetes 3',
    words: 'I make pages for museums. I want to know what happens after the form is sent.',
    offer: { isAvailable: false },
  }),
  dee: person(4, {
    name: 'Dee Marchetti-Rao',
    pronouns: 'she/her',
    home: ['Turin', 'Europe/Rome', 'it en'],
    week: 'Tue-Thu 19-22',
    shares: 'Go 3, Kubernetes 2, On-call 3',
    wants: 'Rust 2',
    words: 'I keep other people’s clusters upright. I mean to reply quicker than I do.',
    offer: { replyDays: 7, capacity: 1 },
    confirmedDaysAgo: 71,
  }),
  eli: person(5, {
    name: 'Eli Barzilai-Moss',
    pronouns: 'he/they',
    home: ['Haifa', 'Asia/Jerusalem', 'he en'],
    week: 'Mon-Thu 19-22, Sun 9-12',
    shares: 'Rust 3, Go 2, Debugging 2',
    wants: 'SQL 1, Docker 2',
    words:
      'The borrow checker and I are on speaking terms. Databases are another matter: I still copy my joins from older joins.',
    offer: { capacity: 2, modes: ['meet', 'review', 'answer', 'swap'] },
  }),
  fay: person(6, {
    name: 'Fay Okonjo-Petit',
    pronouns: 'she/her',
    home: ['Lyon', 'Europe/Paris', 'fr en'],
    week: 'Mon-Fri 18-20, Sat 9-12',
    shares: 'SQL 3, Data modelling 3, PostgreSQL 2',
    wants: 'Rust 1',
    words:
      'I think in tables and draw on napkins. I’d love to write something in Rust that isn’t a to-do list.',
    offer: { capacity: 1, modes: ['meet', 'answer', 'swap'] },
  }),
  gus: person(7, {
    name: 'Gus Ravndal',
    pronouns: 'he/him',
    home: ['Oslo', 'Europe/Oslo', 'nb en'],
    week: 'Mon-Thu 18-21',
    shares: 'Docker 3, Linux 3, Bash 2',
    wants: 'SQL 1, Accessibility 3',
    words:
      'I like machines that start the same way twice. Ask me about containers, or about sourdough.',
    offer: { capacity: 2, modes: ['meet', 'answer', 'swap'] },
  }),
  hal: person(8, {
    name: 'Hal Worthingham',
    pronouns: 'he/him',
    home: ['Edinburgh', 'Europe/London', 'en'],
    week: 'Mon-Fri 13-17',
    shares: 'Software architecture 3, Go 3, Leading a team 2',
    wants: 'Giving talks 2',
    words:
      'I freelance, so I charge for my time, and the first chat is free. I’m most useful when two good plans are fighting.',
    offer: {
      terms: 'charges',
      amount: 4500,
      currency: 'GBP',
      note: 'Less if you’re between jobs.',
      isFirstChatFree: true,
      capacity: 3,
    },
  }),
  ivy: person(9, {
    name: 'Ivy Tamahori',
    pronouns: 'she/her',
    home: ['Wellington', 'Pacific/Auckland', 'en mi'],
    week: 'Mon-Fri 12-13, Tue-Thu 19-21',
    shares: 'Vue 2, Writing 3, Documentation 3',
    wants: 'Security 1',
    words:
      'I write the docs nobody asked for and everybody uses. Quietly interested in how things are broken into.',
    offer: { capacity: 1, modes: ['review', 'answer'] },
  }),
  tamsin: person(10, {
    name: 'Tamsin Okoro-Vale',
    pronouns: 'she/her',
    home: ['Porto', 'Europe/Lisbon', 'en pt'],
    week: 'Mon-Fri 7-9, Mon-Fri 18-21, Sat 9-12',
    shares: 'TypeScript 3, CSS layout 3, Accessibility 2',
    wants: 'PostgreSQL 1, Rust 2',
    words:
      'I build small tools for people who don’t think of themselves as technical. Ask me about forms. I’m trying to get braver about databases.',
    offer: { capacity: 1, modes: ['meet', 'review', 'answer', 'swap'] },
  }),
  odalys: person(11, {
    name: 'Odalys Ferrimont',
    pronouns: 'she/her',
    home: ['Helsinki', 'Europe/Helsinki', 'fr fi en'],
    week: 'Mon-Fri 14-16, Mon 20-22, Wed-Thu 20-23, Sat 12-14',
    shares: 'PostgreSQL 3, SQL performance 3, Rust 2, On-call 2, Bash 1',
    wants: 'CSS layout 1, Giving talks 2, Svelte 3',
    words:
      'I like untangling slow queries, and I’m calmer about incidents than I used to be. These days I’d love someone to show me what modern CSS can do, because mine stopped at floats.\n\nI learn best by looking at real code, so bring something you’re working on. I’m not great at big career questions. I’m very good at “why is this taking four seconds”.',
    offer: { capacity: 1 },
  }),
  mirela: person(12, {
    name: 'Mirela Dunaforte',
    pronouns: 'she/they',
    home: ['Bucharest', 'Europe/Bucharest', 'ro en'],
    week: 'Mon-Fri 17-22',
    shares: 'Go 3, Testing 3, Code review 3',
    wants: 'TypeScript 1',
    words:
      'Nine years of Go and still looking up slices. Happy to read your code any evening, tea in hand.',
    offer: { capacity: 2, modes: ['review', 'answer', 'swap'], replyDays: 1 },
    isOrganiser: true,
  }),
  bix: person(13, {
    name: 'Bartholomew “Bix” Nakamura-Thistlewood',
    pronouns: 'he/him',
    home: ['Sapporo', 'Asia/Tokyo', 'ja en'],
    week: 'Mon-Fri 17-21',
    shares: 'Accessibility 3, Design systems 3, React 2',
    wants: 'Rust 1',
    words: 'I help people get their first accessible component library out of the door.',
    offer: { capacity: 1, modes: ['review', 'answer'] },
  }),
  kweku: person(14, {
    name: 'Kweku Larksong',
    pronouns: 'he/him',
    home: ['Toronto', 'America/Toronto', 'en'],
    week: 'Mon-Fri 12-14, Tue-Thu 17-20',
    shares: 'Testing 3, JavaScript 3, Refactoring 2',
    wants: 'Accessibility 1, CSS layout 2',
    words:
      'I write the test first about half the time, and I’m honest about the other half. I fix every flaky date test I meet. It’s always the time zone.',
    offer: { capacity: 2, modes: ['meet', 'review', 'answer', 'swap'] },
  }),
  pilar: person(15, {
    name: 'Pilar Stonebridge',
    pronouns: 'she/her',
    home: ['Montevideo', 'America/Montevideo', 'es en'],
    week: 'Mon-Fri 11-18',
    shares: 'Distributed systems 3, Kafka 2, Leading a team 2',
    wants: '',
    words: 'Ask me about incidents, queues, and saying no to meetings.',
    offer: { capacity: 1, modes: ['meet', 'answer'], replyDays: 3 },
    isOrganiser: true,
  }),
  ravindra: person(16, {
    name: 'Ravindra Mossgrove',
    pronouns: 'he/him',
    home: ['Pune', 'Asia/Kolkata', 'hi mr en'],
    week: 'Mon-Fri 12-15, Mon-Fri 19-23',
    shares: 'Git 3, Python 2, First jobs 2',
    wants: 'PostgreSQL 1',
    words:
      'Second year in, so I remember exactly how confusing it was. Let’s pair on small things.',
    offer: { capacity: 1 },
  }),
  soraya: person(17, {
    name: 'Soraya Winterbourne',
    pronouns: 'she/her',
    home: ['Halifax', 'America/Halifax', 'en fr'],
    week: 'Mon-Fri 8-20',
    shares: 'Ruby 3, Refactoring 3',
    wants: 'TypeScript 1, Testing 2',
    words: 'Back-end person learning to love types. I’d rather swap than explain.',
    offer: { capacity: 1, modes: ['review', 'swap'] },
  }),
} as const satisfies Readonly<Record<string, InventedPerson>>;

export type CastName = keyof typeof cast;

interface Sketch {
  readonly name: string;
  readonly pronouns: string;
  /** City, IANA zone, languages. */
  readonly home: readonly [string, string, string];
  readonly week: string;
  /** `Go 3, Testing 2`: skill and confidence. */
  readonly shares: string;
  /** `Rust 1`: skill and priority. */
  readonly wants: string;
  readonly words: string;
  readonly offer: Partial<InventedOffer>;
  readonly confirmedDaysAgo?: number;
  readonly isOrganiser?: boolean;
}

function person(number: number, sketch: Sketch): InventedPerson {
  const [place, timeZone, languages] = sketch.home;
  const [first = ''] = sketch.name.toLowerCase().split(' ', 1);
  return {
    id: `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`,
    name: sketch.name,
    pronouns: sketch.pronouns,
    email: `${first}@tidewater.example`,
    place,
    timeZone,
    languages: languages.split(' '),
    words: sketch.words,
    links: [],
    weekHours: freeHours(sketch.week),
    shares: leveled(sketch.shares).map(([skill, level]) => ({ skill, confidence: level })),
    wants: leveled(sketch.wants).map(([skill, level]) => ({ skill, priority: level })),
    offer: { ...plainOffer, ...sketch.offer },
    joinedDaysAgo: 400 - number * 7,
    confirmedDaysAgo: sketch.confirmedDaysAgo ?? (number * 5) % 30,
    isOrganiser: sketch.isOrganiser ?? false,
  };
}

function leveled(list: string): [string, Confidence & WantPriority][] {
  return list
    .split(', ')
    .filter((each) => each !== '')
    .map((each) => {
      const level = Number(each.slice(-1));
      return [each.slice(0, -2), level === 1 || level === 2 ? level : 3];
    });
}
