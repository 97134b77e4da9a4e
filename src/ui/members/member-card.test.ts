import { afterEach, describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { overwriteGetLocale } from '#words/paraglide/runtime.js';
import { MentorIndex } from '#domain/directory/mentor-index.ts';
import { everyone } from '#domain/directory/mentor-query.ts';
import { MentorSearch } from '#domain/directory/mentor-list.ts';
import type { Listing } from '#domain/directory/listing.ts';
import { mentor, noon, seeker, shares, wants, weekHours } from '#tests/listings.ts';
import { cardOf } from './member-card.ts';

afterEach(() => overwriteGetLocale(() => 'en'));

const names: Record<string, string> = { css: 'CSS layout', go: 'Go', a11y: 'Accessibility' };

const ben = seeker('Ben', {
  weekHours: weekHours({ mon: [18, 19], wed: [18, 19, 20], thu: [18, 19, 20], sat: [10, 11] }),
  wanted: wants({ go: 1 }),
  shared: shares({ css: 3, a11y: 2 }),
});

function draw(listing: Listing, { who = ben, isInside = true } = {}) {
  const search = new MentorSearch(new MentorIndex());
  const { ranking } = search.find({
    seeker: who,
    hidden: [],
    query: everyone,
    after: undefined,
    size: 1,
    showsFull: false,
    now: noon,
  });
  const skillName = (id: string) => names[id] ?? id;
  return cardOf({ listing, isSaved: false, ranking, skillName, isInside, now: noon });
}

const odalys = mentor('Odalys Ferrimont', {
  pronouns: 'she/her',
  place: 'Helsinki',
  timeZone: 'Europe/Helsinki',
  shared: shares({ sql: 3, bash: 3, git: 3, perl: 3, awk: 3, sed: 3, go: 2 }),
  wanted: wants({ css: 1 }),
  weekHours: weekHours({ mon: [20, 21], wed: [20, 21, 22], thu: [20, 21, 22], tue: [14] }),
  terms: { kind: 'charges', amount: 3500, currency: 'EUR', note: '', firstChatFree: true },
  held: 1,
  confirmedAt: noon - 3 * day,
});

describe('a mentor’s card', () => {
  it('tells Ben in words what he needs to know of Odalys', () => {
    expect(draw(odalys)).toMatchObject({
      initials: 'OF',
      about: 'she/her · Helsinki',
      clock: '14:00 there, 2 hours ahead',
      why: 'You could swap CSS layout for Go.',
      terms: '€35 an hour, first chat free',
      reply: 'Replies in about 3 days',
      room: 'Room for 1 more',
      confirmed: 'Confirmed 3 days ago',
    });
  });

  it('shows the skills that fit first, so that none falls off', () => {
    expect(draw(odalys).shares[0]).toEqual({ label: 'Go', level: 2, fits: true });
    expect(draw(odalys).shares).toHaveLength(6);
    expect(draw(odalys).wants).toEqual([{ label: 'CSS layout', level: 0, fits: true }]);
  });

  it('says a want in the middle of a sentence as one does', () => {
    const eli = mentor('Eli', { wanted: wants({ a11y: 2 }) });
    expect(draw(eli).why).toBe('Wants to learn accessibility, which you share.');
    expect(draw(mentor('Cy', { wanted: wants({ go: 1 }) })).why).toBe('');
  });

  it('draws a usual weekday and tells the whole week', () => {
    expect(draw(odalys).hours).toEqual({
      day: 'Most weekdays, your time',
      both: 'Both free 18–20',
      chart: 'Chart of a usual weekday in your time. Both free 18–20.',
      week: 'About 8 hours a week in common: Mon 18–20, Wed and Thu 18–21',
      lanes: { you: [[18, 20]], them: [[18, 20]], both: [[18, 20]] },
    });
  });

  it('draws the one day on which they meet, where there is no usual one', () => {
    const fay = mentor('Fay', { weekHours: weekHours({ sat: [9, 10] }) });
    expect(draw(fay).hours).toMatchObject({
      day: 'Saturday, your time',
      both: 'Both free 10–11',
      week: 'About one hour a week in common: Sat 10–11',
    });
  });

  it('tells half hours in Kolkata, and hours that never meet', () => {
    const ravi = mentor('Ravi', { timeZone: 'Asia/Kolkata', weekHours: weekHours({ mon: [0] }) });
    expect(draw(ravi)).toMatchObject({
      clock: '17:30 there, 5½ hours ahead',
      hours: { both: 'No regular hours in common', week: '' },
    });
  });

  it('has no chart where either has not said their hours', () => {
    expect(draw(mentor('Gus')).hours).toBeUndefined();
    expect(draw(odalys, { who: seeker('Dee') }).hours).toBeUndefined();
  });

  it('C3: tells a visitor nobody’s clock or hours', () => {
    const card = draw(odalys, { who: seeker('', { id: '', timeZone: '' }), isInside: false });
    expect(card.clock).toBe('');
    expect(card.hours).toBeUndefined();
    expect(JSON.stringify(card)).not.toMatch(/Europe|14:00/);
  });

  it('speaks German', () => {
    overwriteGetLocale(() => 'de');
    expect(draw(odalys)).toMatchObject({
      clock: 'dort 14:00 Uhr, 2 Stunden voraus',
      why: 'Ihr könntet CSS layout gegen Go tauschen.',
      terms: '35\u00a0€ pro Stunde, erstes Gespräch kostenlos',
      confirmed: 'Bestätigt vor 3 Tagen',
      hours: {
        both: 'Beide frei 18–20 Uhr',
        week: 'Etwa 8 Stunden pro Woche gemeinsam: Mo 18–20 Uhr, Mi und Do 18–21 Uhr',
      },
    });
  });
});
