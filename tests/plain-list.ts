/** The rules of the list, applied the slow way: what the fast one is checked against. */
import { levelOf, skillPoints } from '#domain/directory/mentor-fit.ts';
import { helpModes, termsKinds } from '#domain/members/offer.ts';
import type { Listing } from '#domain/directory/listing.ts';
import type { MentorQuery, Seeker } from '#domain/directory/mentor-query.ts';
import { Shuffle, digest } from '#lib/keyed-shuffle.ts';
import { freeSlots, quartersInCommon, weekOf, within } from '#lib/week.ts';
import { noon } from './listings.ts';

/** The same list found the slow way, one mentor at a time, straight from the words of the rules. */
export class PlainList {
  readonly listings = new Map<string, Listing>();

  find(query: MentorQuery, who: Seeker, size: number) {
    const passing = (except?: keyof MentorQuery) =>
      [...this.listings.values()].filter((each) => this.#fits(each, { query, who, except }));
    const shuffle = new Shuffle(`2026-11-23 ${who.id}`);
    const order = passing().sort(
      (a, b) =>
        this.#level(b, query, who) - this.#level(a, query, who) ||
        shuffle.high(digest(a.memberId)) - shuffle.high(digest(b.memberId)),
    );
    const count = (test: (each: Listing) => boolean, except?: keyof MentorQuery) =>
      passing(except).filter(test).length;
    return {
      memberIds: order.slice(0, size).map(({ memberId }) => memberId),
      total: order.length,
      modes: helpModes.map((mode) => count((each) => each.modes.includes(mode))),
      terms: termsKinds.map((terms) => count((each) => each.terms.kind === terms, 'terms')),
      german: count((each) => each.languages.includes('de'), 'languages'),
      twoHours: count((each) => this.#quarters(each, who) >= 8, 'hours'),
      go: count(
        (each) => each.shared.some(({ skillId }) => skillId === 'go'),
        query.skillMode === 'any' ? 'skills' : undefined,
      ),
    };
  }

  #fits(
    each: Listing,
    {
      query,
      who,
      except,
    }: { query: MentorQuery; who: Seeker; except: keyof MentorQuery | undefined },
  ): boolean {
    const isAsked = (name: keyof MentorQuery) => name !== except;
    const hasSkill = (id: string) => each.shared.some(({ skillId }) => skillId === id);
    const skillsFit =
      query.skills.length === 0 ||
      (query.skillMode === 'any' ? query.skills.some(hasSkill) : query.skills.every(hasSkill));
    const wantsFit =
      query.wants.length === 0 || each.wanted.some(({ skillId }) => query.wants.includes(skillId));
    const fitsAny = (chosen: readonly string[], has: readonly string[]) =>
      chosen.length === 0 || chosen.some((value) => has.includes(value));
    return (
      each.memberId !== who.id &&
      each.held < each.capacity &&
      each.freshUntil >= noon &&
      (!isAsked('skills') || skillsFit) &&
      (!isAsked('wants') || wantsFit) &&
      query.modes.every((mode) => each.modes.includes(mode)) &&
      (!isAsked('terms') || fitsAny(query.terms, [each.terms.kind])) &&
      (!isAsked('languages') || fitsAny(query.languages, each.languages)) &&
      (!isAsked('hours') || who.weekHours === '' || this.#quarters(each, who) >= query.hours * 4)
    );
  }

  #quarters(each: Listing, who: Seeker): number {
    const week = weekOf(noon, who.timeZone);
    const mine = within(freeSlots(who.weekHours, who.timeZone, week.monday), week);
    return quartersInCommon(mine, freeSlots(each.weekHours, each.timeZone, week.monday));
  }

  #level(each: Listing, query: MentorQuery, who: Seeker): number {
    let learn = 0;
    for (const { skillId, confidence } of each.shared) {
      const wish = who.wanted.find((wanted) => wanted.skillId === skillId)?.priority;
      if (query.skills.includes(skillId)) learn += skillPoints(1, confidence);
      else if (wish !== undefined) learn += skillPoints(wish, confidence);
    }
    let give = 0;
    for (const { skillId, priority } of each.wanted) {
      const mine = who.shared.find((shared) => shared.skillId === skillId)?.confidence;
      if (query.wants.includes(skillId)) give += skillPoints(priority, 3);
      else if (mine !== undefined) give += skillPoints(priority, mine);
    }
    return levelOf({ learn, give, quarters: this.#quarters(each, who) });
  }
}
