import { expect, it } from 'vitest';
import { memoryLog } from './log.server.ts';
import { StallWatch } from './stalls.server.ts';

function watched() {
  let time = 0;
  const log = memoryLog();
  const watch = new StallWatch({ clock: { now: () => 1_000 + time }, log, elapsed: () => time });
  const passAndLook = (milliseconds: number) => {
    time += milliseconds;
    watch.look();
  };
  return { watch, log, passAndLook };
}

it('a page that keeps everybody waiting is written down with its route', () => {
  const { watch, log, passAndLook } = watched();
  const endList = watch.begin('/(public)/mentors');
  endList();
  passAndLook(50);
  const endReview = watch.begin('/(member)/reviews/[id]');
  const endJob = watch.begin('job mail');
  endReview();
  passAndLook(450);
  endJob();
  passAndLook(50);
  const during = ['/(member)/reviews/[id]', 'job mail'];
  expect(watch.longest).toEqual({ milliseconds: 400, at: 1_500, during });
  expect(log.lines).toMatchObject([{ ms: 400, during, msg: 'the event loop stood still' }]);
});

it('short waits fill no log, and the longest is remembered', () => {
  const { watch, log, passAndLook } = watched();
  for (const wait of [50, 90, 149, 60]) passAndLook(wait);
  expect(watch.longest?.milliseconds).toBe(99);
  expect(log.lines).toEqual([]);
  passAndLook(151);
  passAndLook(150);
  expect(watch.longest?.milliseconds).toBe(101);
  expect(log.lines).toHaveLength(2);
});
