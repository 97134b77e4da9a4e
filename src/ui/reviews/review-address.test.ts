import { expect, it } from 'vitest';
import { actionFor, askedIn, hrefFor, placeText } from './review-address.ts';

const asked = (query: string) => askedIn(new URLSearchParams(query));

it('an address leads back to what Tamsin was reading', () => {
  const query = 'from=1&to=3&view=split&whole=src%2Fa%20b.ts&open=0-40-43.2';
  expect(hrefFor(asked(query))).toBe(`?${query}`);
  expect(asked('from=original&to=2').compare).toEqual({ from: 'original', to: 2 });
});

it('lines, a file and the whole can be written about', () => {
  for (const text of ['0:right:43', '2:left:3-8', '1', 'all'])
    expect(placeText(asked(`on=${text}`).on ?? { file: 9, lines: null })).toBe(text);
  expect(asked('on=0:right:8-3').on?.lines).toEqual({ side: 'right', from: 3, to: 8 });
});

it('without script Tamsin types the number of a line', () => {
  expect(asked('on=1:right&line=12').on?.lines).toEqual({ side: 'right', from: 12, to: 12 });
  expect(asked('on=1:right&line=twelve').on).toEqual({ file: 1, lines: null });
});

it('what makes no sense was not asked', () => {
  const { compare, on, view } = asked('from=x&to=-1&on=zero:up:1&view=sideways');
  expect({ compare, on, view }).toEqual({ compare: undefined, on: null, view: 'unified' });
});

it('a form that is sent keeps what is open', () => {
  expect(actionFor(asked('on=0:right:43&from=1&to=2'), 'comment')).toBe(
    '?/comment&from=1&to=2&on=0:right:43',
  );
  expect(actionFor(asked(''), 'sort')).toBe('?/sort');
});
