/** What the demo's people found out together and let the others read: one question each, in their words. */
import type { CastName } from './cast.ts';

export interface Exchange {
  readonly daysAgo: number;
  readonly asker: CastName;
  /** Who answers: the other of the asker's pairing, or one of those who were asked around. */
  readonly by: CastName;
  readonly isInPairing: boolean;
  readonly skill: string;
  readonly title: string;
  readonly question: string;
  readonly tried?: string;
  readonly triedFor?: string;
  readonly answer: string;
  readonly thanks?: string;
  /** Who would rather not have their name there. */
  readonly unnamed?: CastName;
}

export const exchanges: readonly Exchange[] = [
  {
    daysAgo: 126,
    asker: 'soraya',
    by: 'tamsin',
    isInPairing: true,
    skill: 'TypeScript',
    title: 'Being told when a case of a union is forgotten',
    question:
      'We added a fourth kind of booking and nothing complained. Two screens showed an empty box for a week. Can the compiler find these?',
    tried: 'A default that throws. It works, at night, for the person on call.',
    answer:
      'Give the function a return type and leave the `default` out. A `switch` that misses a case then falls off the end, and *that* the compiler sees:\n\n```ts\nfunction label(kind: Kind): string {\n  switch (kind) {\n    case "room":\n      return "Room";\n    case "boat":\n      return "Boat";\n  }\n}\n```\n\nWhere nothing is returned, assign what is left to `never`: `const left: never = kind;`.',
    thanks: 'Found three more the same afternoon.',
  },
  {
    daysAgo: 88,
    asker: 'tamsin',
    by: 'bix',
    isInPairing: true,
    skill: 'Accessibility',
    title: 'Where focus goes when a dialog closes',
    question:
      'After my settings close, Tab starts at the top of the page again. With a mouse nobody notices. What do people expect?',
    tried: '`document.body.focus()`, which does nothing I can see.',
    triedFor: 'an evening',
    answer:
      'Back to the button that opened it. A `<dialog>` opened with `showModal()` does that by itself, unless the button is gone or disabled by then.\n\nIf it is gone (deleting a row, say), go to what a person would look at next: the heading of the list, with `tabindex="-1"`. The body can’t hold focus, so yours fell through.',
    thanks: 'The button was being re-rendered. Of course it was.',
  },
  {
    daysAgo: 52,
    asker: 'ivy',
    by: 'ana',
    isInPairing: true,
    skill: 'Code review',
    title: 'Saying in a review that something is only taste',
    question:
      'I often would have written it another way, and can’t say why mine is better. Do I keep that to myself?',
    answer:
      'Say it once and label it: “Taste, ignore freely.” Then they can learn from it or leave it, and your other comments weigh more.\n\nWhat I ask myself: *would somebody get hurt, confused or woken up?* If none of these, it is taste.',
  },
  {
    daysAgo: 47,
    asker: 'eli',
    by: 'fay',
    isInPairing: true,
    skill: 'SQL',
    title: 'Why a join gives every row twice',
    question:
      'I join loans with tools and tags, and each loan is there once for every tag. `distinct` helps and feels like a towel under a leaking sink.',
    tried: '`select distinct`, and a `group by` over everything.',
    triedFor: 'one afternoon',
    answer:
      "A join answers “which pairs fit?”. A tool with three tags makes three pairs. You don’t want the tags, you want to know whether there are any, so ask that:\n\n```sql\nselect l.*\nfrom loans l\nwhere exists (\n  select 1 from tool_tags t\n  where t.tool = l.tool and t.tag = 'sharp'\n);\n```\n\n`distinct` sorts all of it to throw most of it away again.",
    thanks: '“Which pairs fit?” is going on a note above my desk.',
  },
  {
    daysAgo: 38,
    asker: 'fay',
    by: 'eli',
    isInPairing: true,
    skill: 'Rust',
    title: 'String or &str in a struct',
    question:
      'The compiler wants a lifetime as soon as my struct holds a `&str`. Should I give it one or make everything a `String`?',
    answer:
      'Start with `String`. A struct that owns its words can go anywhere. A struct that borrows them can’t outlive where they come from, and everything that holds *it* gets a lifetime too.\n\nBorrow in arguments (`fn greet(name: &str)`), own in structs. Change that for a parser, when you have measured.',
    thanks: 'Eleven lifetimes less.',
    unnamed: 'fay',
  },
  {
    daysAgo: 36,
    asker: 'ben',
    by: 'mirela',
    isInPairing: false,
    skill: 'Testing',
    title: 'A test that only fails near midnight',
    question:
      'It checks that a scan from today lands in today’s folder. Most days it’s green. The machine that runs it is in another country.',
    tried: 'Running it a hundred times at lunch.',
    triedFor: 'two weeks, on and off',
    answer:
      'There are two clocks in it: the test asks for today, then the code asks again, and midnight fits in between. And today is another day in another zone.\n\nLet the code be told what time it is. In the test it is always Tuesday, ten past two, in a zone you wrote down. Then add one more for 23:59 on purpose.',
    thanks: 'It was both.',
  },
  {
    daysAgo: 33,
    asker: 'ravindra',
    by: 'odalys',
    isInPairing: false,
    skill: 'PostgreSQL',
    title: 'The index is there and Postgres doesn’t use it',
    question:
      'There’s an index on `email`, and looking somebody up by `lower(email)` reads the whole table. `explain` says sequential scan.',
    tried: 'Making the index again. Turning sequential scans off, which felt rude.',
    answer:
      'An index on `email` knows nothing about `lower(email)`: those are other values in another order. Index what you ask for:\n\n```sql\ncreate index people_email on people (lower(email));\nanalyze people;\n```\n\nThen look at `explain (analyze, buffers)` again. For a few hundred rows it may still read all of them, and be right.',
    thanks: 'From 900 ms to nothing. And now I read plans.',
  },
  {
    daysAgo: 27,
    asker: 'ben',
    by: 'gus',
    isInPairing: false,
    skill: 'Docker',
    title: 'A container that ignores Ctrl+C',
    question: 'Stopping mine takes ten seconds every time, and then it’s killed. What is it doing?',
    answer:
      'Nothing, and that’s it. `CMD npm start` starts a shell, the shell starts npm, npm starts you. The signal goes to the shell, which doesn’t pass it on.\n\nWrite the program itself, as a list: `CMD ["node", "server.js"]`. And handle `SIGTERM`, because process number one gets no default.',
    thanks: 'Ten seconds less, forty times a day.',
  },
  {
    daysAgo: 22,
    asker: 'cy',
    by: 'ravindra',
    isInPairing: false,
    skill: 'Git',
    title: 'Undoing a merge that is already pushed',
    question:
      'I merged the wrong branch and pushed. Others have pulled since. I’m afraid of everything with “force” in it.',
    tried: 'Closing the laptop.',
    answer:
      'Good fear. Take it back with a new commit, so nobody’s history changes:\n\n```sh\ngit revert -m 1 <merge>\n```\n\n`-m 1` means: keep the side you were on. One catch for later: if you want that branch after all, revert the revert first, or git thinks it has it already.',
    thanks: 'Nobody noticed. Thank you for not laughing.',
    unnamed: 'cy',
  },
  {
    daysAgo: 16,
    asker: 'pilar',
    by: 'dee',
    isInPairing: false,
    skill: 'On-call',
    title: 'What to write down while something is down',
    question: 'Afterwards we never agree on what happened when. During it nobody has a hand free.',
    answer:
      'One person writes and touches nothing else, even if you’re only two. Times, what you see, what you try, and who. No causes: those come later and are wrong at first.\n\nA chat channel for just that is enough. “14:02 queue is growing. 14:04 Dee restarts the second worker.”',
  },
  {
    daysAgo: 30,
    asker: 'tamsin',
    by: 'kweku',
    isInPairing: true,
    skill: 'JavaScript',
    title: 'Cancelling a fetch when someone leaves the page',
    question:
      'When someone leaves the calendar page halfway through loading, I get a warning and, I think, a small leak. I’ve tried a boolean flag and it works but it feels like sweeping things under the rug.\n\n```js\nlet gone = false;\nconst days = await fetch("/days").then(r => r.json());\nif (!gone) show(days);\n```\n\nIs there a tidy way?',
    answer:
      'Your flag isn’t silly, it just stops too late: the request still finishes, you only ignore it. `AbortController` is the same idea, but the browser gets told as well.\n\n```js\nconst stop = new AbortController();\nconst res = await fetch("/days", { signal: stop.signal });\n// when the page goes away\nstop.abort();\n```\n\nIt throws when aborted, so you’ll want to catch that one error and let the rest through. I got that wrong for about a year.',
    thanks: 'That’s it, and it’s shorter.',
  },
];
