/** A circle as path data, so that every icon is one `d`. */
function circle(cx: number, cy: number, r: number): string {
  return `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

/** Path data on a 24 × 24 grid, drawn with a stroke and no fill. */
export const icons = {
  alert: `${circle(12, 12, 8.5)}M12 7.5v5.5M12 16v.1`,
  back: 'M19 12H5m5-5-5 5 5 5',
  bell: 'M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5M4.5 16.5h15M10 19.5a2 2 0 0 0 4 0',
  calendar:
    'M6 5.5h12a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7.5a2 2 0 0 1 2-2M4 10h16M8.5 3.5v4M15.5 3.5v4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  clock: `${circle(12, 12, 8)}M12 7.5V12l3 2`,
  copy: 'M10 8.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-8A1.5 1.5 0 0 1 8.5 18v-8A1.5 1.5 0 0 1 10 8.5M5.5 15.5A1.5 1.5 0 0 1 4.5 14V6A1.5 1.5 0 0 1 6 4.5h8a1.5 1.5 0 0 1 1.4 1',
  cross: 'm7 7 10 10M17 7 7 17',
  download: 'M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14',
  edit: 'm14.5 5.5 4 4M4.5 19.5l1-4.5L16 4.5a1.4 1.4 0 0 1 2 0l1.5 1.5a1.4 1.4 0 0 1 0 2L9 18.5z',
  eye: `M2.5 12C4.5 8 8 6 12 6s7.5 2 9.5 6c-2 4-5.5 6-9.5 6s-7.5-2-9.5-6${circle(12, 12, 2.75)}`,
  filter: 'M4 7h16M7 12h10M10 17h4',
  flag: 'M6 20.5V4.5h11l-2 4 2 4H6',
  forward: 'M5 12h14m-5-5 5 5-5 5',
  globe: `${circle(12, 12, 8.5)}M3.5 12h17M12 3.5c2.5 2.5 3.5 5.3 3.5 8.5s-1 6-3.5 8.5C9.5 18 8.5 15.2 8.5 12s1-6 3.5-8.5`,
  heart: 'M12 19.5C7 16 4 13 4 9.5A4 4 0 0 1 12 8a4 4 0 0 1 8 1.5c0 3.5-3 6.5-8 10',
  home: 'M4 11.5 12 5l8 6.5M6.5 9.7V19h11V9.7M10 19v-5h4v5',
  key: `${circle(8, 15.5, 3.75)}m2.7-2.7L19 4.5M15.5 8l2.5 2.5`,
  link: 'M10 14a4 4 0 0 0 5.7 0l2.8-2.8a4 4 0 1 0-5.7-5.7L11.5 6.8M14 10a4 4 0 0 0-5.7 0l-2.8 2.8a4 4 0 1 0 5.7 5.7l1.3-1.3',
  mail: 'M6 5.5h12A2.5 2.5 0 0 1 20.5 8v8a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 16V8A2.5 2.5 0 0 1 6 5.5M4.5 7.5l7.5 6 7.5-6',
  money: `${circle(12, 12, 8)}M14.5 9.3c-.5-.8-1.4-1.3-2.5-1.3-1.5 0-2.5.8-2.5 2s1 1.7 2.5 2 2.5.8 2.5 2-1 2-2.5 2c-1.1 0-2-.5-2.5-1.3M12 6.5V8M12 16v1.5`,
  pair: 'M7.75 4A3.75 3.75 0 0 1 11.5 7.75v8.5a3.75 3.75 0 0 1-7.5 0v-8.5A3.75 3.75 0 0 1 7.75 4M16.25 4A3.75 3.75 0 0 1 20 7.75v8.5a3.75 3.75 0 0 1-7.5 0v-8.5A3.75 3.75 0 0 1 16.25 4',
  people: `${circle(8.5, 8.5, 3.25)}${circle(16.5, 9.5, 2.5)}M2.5 19c.5-3.3 2.8-5 6-5s5.5 1.7 6 5M15.5 14.3c3.2-.6 5.5 1 6 4.2`,
  person: `${circle(12, 8.5, 3.75)}M4.5 20c.7-4 3.6-6 7.5-6s6.8 2 7.5 6`,
  pin: `M12 21c-4-4.2-6-7.5-6-10.5a6 6 0 0 1 12 0c0 3-2 6.3-6 10.5${circle(12, 10.5, 2)}`,
  plus: 'M12 5v14M5 12h14',
  question:
    'M4 5.5h16v11H12l-4.5 3.5v-3.5H4zM10 9.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.6-.8 1.2M12 14.2v.05',
  reply: 'M9.5 7 4.5 12l5 5M4.5 12h9c3.5 0 6 2 6 6',
  room: `${circle(12, 12, 8)}M12 8.5v7M8.5 12h7`,
  save: 'M7 4.5h10V20l-5-4-5 4z',
  search: `${circle(11, 11, 6.5)}M16 16l4 4`,
  settings: `M4 7.5h8M17 7.5h3M4 16.5h3M12 16.5h8${circle(14.5, 7.5, 2.5)}${circle(9.5, 16.5, 2.5)}`,
  'sign-out': 'M13.5 4.5H6v15h7.5M10.5 12H20m-3.5-3.5L20 12l-3.5 3.5',
  swap: 'M4 9h14m-3.5-4L18 9M20 15H6m3.5 4L6 15',
  video:
    'M6 6.5h6a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 15V9A2.5 2.5 0 0 1 6 6.5M15 11l5.5-3v8L15 13',
} as const;

export type IconName = keyof typeof icons;

/** Icons that point along the line of reading, and so turn around in a right-to-left page. */
export const turningIcons: ReadonlySet<IconName> = new Set([
  'back',
  'forward',
  'reply',
  'sign-out',
]);
