import { describe, expect, it } from 'vitest';
import { minute, hour, day } from '#lib/duration.ts';
import { usualChoices, type Choices } from '#domain/members/mail-choice.ts';
import { noticeOfKind } from './notice-kind.queries.server.ts';
import { noticeKinds } from './notice-kinds.queries.server.ts';
import { afterQuiet, nextDigest, planLetters, type Habits, type Pending } from './letter-plan.ts';

/** Wednesday 18 November 2026, 14:20 in Lisbon. */
const now = Date.UTC(2026, 10, 18, 14, 20);

const habits = (more: Partial<Habits> = {}): Habits => ({
  choices: usualChoices,
  quiet: null,
  zone: 'Europe/Lisbon',
  lastBurst: new Map(),
  lastCalmAt: null,
  now,
  ...more,
});
function notice(kind: string, toldAt = now): Pending {
  const found = noticeOfKind(noticeKinds, kind);
  if (found === undefined) throw new Error(`There is no notice of the kind ${kind}`);
  return { id: kind, notice: found, toldAt };
}
const choose = (choices: Partial<Choices>): Choices => ({ ...usualChoices, ...choices });
const dueOf = (pending: Pending, more: Partial<Habits> = {}) =>
  planLetters([pending], habits(more)).later[0]?.dueAt;

describe('when letters go', () => {
  it('sends Ana word of a note at once, by itself', () => {
    const plan = planLetters([notice('note_received')], habits());
    expect(plan.own).toHaveLength(1);
    expect([plan.together, plan.later, plan.never]).toEqual([[], [], []]);
  });

  it('gathers small things for eight in the morning where Ana is', () => {
    expect(dueOf(notice('contact_shared'))).toBe(Date.UTC(2026, 10, 19, 8));
    expect(dueOf(notice('contact_shared'), { zone: 'America/New_York' })).toBe(
      Date.UTC(2026, 10, 19, 13),
    );
  });

  it('forgets what Ana wants no letters about', () => {
    const plan = planLetters(
      [notice('note_received')],
      habits({ choices: choose({ notes: 'never' }) }),
    );
    expect(plan.never).toHaveLength(1);
  });

  it('gives Ana two minutes to read a message, and an hour between letters about them', () => {
    expect(dueOf(notice('message'))).toBe(now + 2 * minute);
    const lastBurst = new Map([['message', now - 20 * minute]]);
    expect(dueOf(notice('message'), { lastBurst })).toBe(now + 40 * minute);
    expect(dueOf(notice('comment_replied'), { lastBurst })).toBe(now + 2 * minute);
    const two = [
      { ...notice('message', now - 5 * minute), id: 'a' },
      { ...notice('message', now - 3 * minute), id: 'b' },
    ];
    const plan = planLetters(two, habits());
    expect([plan.own, plan.together.length, plan.isCalm]).toEqual([[], 2, false]);
  });

  it('lets nothing but what cannot wait be the second letter of a day', () => {
    const lastCalmAt = now - 3 * hour;
    expect(dueOf(notice('woke'), { lastCalmAt })).toBe(Date.UTC(2026, 10, 19, 8));
    expect(planLetters([notice('note_yes')], habits({ lastCalmAt })).own).toHaveLength(1);
    expect(planLetters([notice('woke')], habits({ lastCalmAt: now - day })).together).toHaveLength(
      1,
    );
  });

  it('takes along what would come tomorrow when a calm letter goes anyway', () => {
    const plan = planLetters([notice('woke'), notice('thanks_left')], habits());
    expect(plan.together.map(({ notice: { kind } }) => kind)).toEqual(['woke', 'thanks_left']);
    expect(plan.later).toEqual([]);
  });

  it('makes one letter of what is a week late, so that no pile arrives', () => {
    const late = now - 7 * day;
    const plan = planLetters(
      [notice('note_received', late), notice('message', late), notice('note_no', late)],
      habits(),
    );
    expect([plan.own, plan.together.length]).toEqual([[], 3]);
  });
});

describe('quiet hours', () => {
  const night = { from: 22 * 60, until: 8 * 60 };

  it('hold a letter until they end, on Ana’s own clock', () => {
    const at = Date.UTC(2026, 10, 18, 23, 30);
    expect(dueOf(notice('note_received', at), { quiet: night, now: at })).toBe(
      Date.UTC(2026, 10, 19, 8),
    );
    const tokyo = { quiet: night, zone: 'Asia/Tokyo', now };
    expect(dueOf(notice('note_received'), tokyo)).toBe(Date.UTC(2026, 10, 18, 23));
  });

  it('hold what is late as well, and let it go in the morning', () => {
    const night3 = Date.UTC(2026, 10, 19, 3);
    const pending = notice('note_received', now);
    expect(dueOf(pending, { quiet: night, now: night3 })).toBe(Date.UTC(2026, 10, 19, 8));
    const morning = planLetters([pending], habits({ quiet: night, now: night3 + 5 * hour }));
    expect(morning.later).toEqual([]);
  });

  it('may lie within a day', () => {
    const work = { quiet: { from: 9 * 60, until: 17 * 60 }, zone: 'Europe/Lisbon' };
    expect(afterQuiet(now, work)).toBe(Date.UTC(2026, 10, 18, 17));
    expect(afterQuiet(now + 3 * hour, work)).toBe(now + 3 * hour);
  });

  it('end by the wall clock on the night it changes', () => {
    const berlin = { quiet: night, zone: 'Europe/Berlin' };
    expect(afterQuiet(Date.UTC(2026, 9, 24, 21), berlin)).toBe(Date.UTC(2026, 9, 25, 7));
    expect(nextDigest(Date.UTC(2026, 9, 24, 21), 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 7));
  });
});
