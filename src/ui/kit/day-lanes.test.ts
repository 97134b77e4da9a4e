import { describe, expect, it } from 'vitest';
import { lanes, type Span } from './day-lanes.ts';
import fc from '#tests/fast-check.ts';

describe('the two lanes of a day', () => {
  it('Ana’s evening and Ben’s later evening meet in the middle', () => {
    expect(lanes({ you: [[18, 21]], them: [[19, 22]] })).toEqual({
      you: [[18, 19]],
      them: [[21, 22]],
      both: [[19, 21]],
    });
  });

  it('Ana’s long day is cut where Ben joins twice', () => {
    expect(
      lanes({
        you: [[8, 20]],
        them: [
          [9, 10],
          [12, 13.5],
        ],
      }),
    ).toEqual({
      you: [
        [8, 9],
        [10, 12],
        [13.5, 20],
      ],
      them: [],
      both: [
        [9, 10],
        [12, 13.5],
      ],
    });
  });

  it('hours that only touch are not shared', () => {
    expect(lanes({ you: [[8, 10]], them: [[10, 12]] }).both).toEqual([]);
  });

  it('touching hours of one person become one bar, whatever their order', () => {
    expect(
      lanes({
        you: [
          [10, 11],
          [9, 10],
        ],
        them: [],
      }).you,
    ).toEqual([[9, 11]]);
  });

  it('drops what is empty, backward or outside the day', () => {
    expect(
      lanes({
        you: [
          [5, 5],
          [9, 8],
          [23, 26],
        ],
        them: [],
      }).you,
    ).toEqual([[23, 24]]);
  });

  it('every quarter of an hour is drawn in exactly the lane it belongs to', () => {
    const quarter = fc.integer({ min: 0, max: 96 }).map((n) => n / 4);
    const spans = fc.array(fc.tuple(quarter, quarter), { maxLength: 6 });
    const covers = (list: readonly Span[], at: number) => list.some(([a, b]) => a <= at && at < b);
    fc.assert(
      fc.property(spans, spans, (you, them) => {
        const drawn = lanes({ you, them });
        for (let at = 0; at < 24; at += 0.25) {
          const mine = covers(you, at);
          const theirs = covers(them, at);
          expect(covers(drawn.both, at)).toBe(mine && theirs);
          expect(covers(drawn.you, at)).toBe(mine && !theirs);
          expect(covers(drawn.them, at)).toBe(theirs && !mine);
        }
      }),
    );
  });
});
