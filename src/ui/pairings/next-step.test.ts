import { describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { sayNext } from './next-step.ts';

const now = Date.parse('2026-11-18T14:20:00Z');
const ben = { name: '', place: 'Lisbon', timeZone: 'Europe/Lisbon' };
const ana = { name: 'Ana', place: 'Berlin', timeZone: 'Europe/Berlin' };
const begun = {
  state: 'trying_out',
  chatAt: null,
  restingUntil: null,
  reviewAt: null,
  askAt: now + 14 * day,
  asked: null,
  you: ben,
  other: ana,
} as const;
type Pairing = Parameters<typeof sayNext>[0];
const next = (change: Partial<Pairing>, rhythm?: string) =>
  sayNext({ ...begun, ...change }, { now, timeZone: 'Europe/Lisbon', rhythm });

describe('what Ben reads about what happens next with Ana', () => {
  it('is that they find a time, and when both are asked anyway', () => {
    const said = next({});
    expect(said).toMatchObject({ does: 'find_time', clocks: null });
    expect(said.texts.join(' ')).toContain('Otherwise we ask on 2 December');
  });

  it('is the first chat on both clocks', () => {
    const said = next({ chatAt: now + 2 * day });
    expect(said).toMatchObject({ does: 'say_chatted', label: 'Your first chat, in 2 days' });
    expect(said.clocks?.map(({ time }) => time)).toEqual(['14:20', '15:20']);
  });

  it('is the question both are asked, and then his own answer alone', () => {
    const asked = { about: 'after_chat', endsAt: now + 9 * day, yourAnswer: null } as const;
    expect(next({ asked })).toMatchObject({ does: 'answer', title: 'Shall you two go on?' });
    const answered = next({ asked: { ...asked, yourAnswer: 'no' } });
    expect(answered).toMatchObject({ does: 'answer_anew', title: 'You said this was enough' });
    expect(answered.texts.join(' ')).toContain('Only you see this');
  });

  it('is their rhythm, and the day they look at it again', () => {
    const said = next({ state: 'going', reviewAt: now + 90 * day }, 'Every 2 weeks');
    expect(said.does).toBe('write');
    expect(said.texts[0]).toMatch(/^Every 2 weeks\./);
    expect(said.texts[1]).toContain('after 16 February 2027');
  });

  it('is the day it wakes, and nothing once it has wrapped up', () => {
    expect(next({ state: 'resting', restingUntil: now + day })).toMatchObject({
      does: 'wake',
      title: 'Resting until 19 November',
    });
    expect(next({ state: 'wrapped_up' })).toMatchObject({ does: 'nothing', texts: [] });
  });
});
