/** Free words of a search, matched with forgiveness for slips: the sets of mentors they find and how well. */
import { addBit, addAll, emptyBits, hasBit, keepCommon, type Bits } from '#lib/bit-set.ts';
import { LruCache } from '#lib/lru-cache.ts';
import { Lexicon, searchWords, stem, wordsOf } from '#lib/search-words.ts';
import { skillKey } from '#domain/skills/skill.ts';
import { IN_NAME, type MentorIndex } from './mentor-index.ts';

/** A skill by all the names people may type for it. */
export interface SkillNames {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** How well a word was found: in own words, a name, half a skill (or with a slip), a whole skill. */
const OWN_WORDS = 0;
const NAME = 1;
const NEAR_SKILL = 2;
const WHOLE_SKILL = 3;

/** Short words find only themselves: whoever types "go" does not mean "good". */
const SHORTEST_BEGINNING = 3;

/** The mentors one word finds, best place last. */
type Finds = readonly [Bits, Bits, Bits, Bits];

/** Where the words of skills lead. Made anew when the vocabulary changes. */
export class SkillWords {
  readonly #lexicon = new Lexicon();
  readonly #skills: Set<string>[] = [];

  constructor(skills: Iterable<SkillNames>) {
    for (const { id, name, aliases } of skills) {
      for (const title of [name, ...aliases]) {
        for (const word of wordsOf(title)) this.#add(word, id).#add(stem(word), id);
        this.#add(skillKey(title), id);
      }
    }
  }

  /** Skills with this very word in one of their names. */
  withWord(word: string): string[] {
    return this.#skillsOf([this.#lexicon.find(word), this.#lexicon.find(stem(word))]);
  }

  withBeginning(word: string): string[] {
    return this.#skillsOf(this.#lexicon.beginningWith(word));
  }

  withSlip(word: string): { slips: number; skills: string[] } {
    const { slips, numbers } = this.#lexicon.like(word);
    return { slips, skills: this.#skillsOf(numbers) };
  }

  #add(word: string, skillId: string): this {
    if (word !== '') (this.#skills[this.#lexicon.numberOf(word)] ??= new Set()).add(skillId);
    return this;
  }

  #skillsOf(numbers: readonly (number | undefined)[]): string[] {
    const found = new Set<string>();
    for (const number of numbers) {
      if (number === undefined) continue;
      for (const id of this.#skills[number] ?? []) found.add(id);
    }
    return [...found];
  }
}

/** What all the words of a search find together. */
export interface Wording {
  /** Mentors found by every word. */
  readonly found: Bits;
  /** How well a mentor of `found` was found, 1 to 4: the average place of the words. */
  rank(slot: number): number;
}

/** Looks words up; remembers what the last ones found until the index changes. */
export class WordSearch {
  readonly #mentorIndex: MentorIndex;
  readonly #skills: SkillWords;
  readonly #known = new LruCache<string, { finds: Finds; version: number }>(64);

  constructor(mentorIndex: MentorIndex, skills: SkillWords) {
    this.#mentorIndex = mentorIndex;
    this.#skills = skills;
  }

  /** Undefined when the text holds no word at all. */
  search(text: string): Wording | undefined {
    const each = searchWords(text).map((word) => this.#finds(word));
    if (each.length === 0) return undefined;
    const found = emptyBits(this.#mentorIndex.slotCount).fill(0xffffffff);
    for (const places of each) {
      const anywhere = emptyBits(this.#mentorIndex.slotCount);
      for (const place of places) addAll(anywhere, place);
      keepCommon(found, anywhere);
    }
    const rank = (slot: number) => {
      let sum = 0;
      for (const places of each) sum += placeIn(places, slot) + 1;
      return Math.floor(sum / each.length);
    };
    return { found, rank };
  }

  #finds(word: string): Finds {
    const known = this.#known.get(word);
    if (known?.version === this.#mentorIndex.version) return known.finds;
    const finds = this.#look(word);
    this.#known.set(word, { finds, version: this.#mentorIndex.version });
    return finds;
  }

  #look(word: string): Finds {
    const finds = this.#noFinds();
    this.#addSkills(finds[WHOLE_SKILL], this.#skills.withWord(word));
    const { lexicon } = this.#mentorIndex;
    const whole = [lexicon.find(word), lexicon.find(stem(word))];
    this.#addWords(finds, whole);
    if (word.length >= SHORTEST_BEGINNING || isNothing(finds)) {
      this.#addSkills(finds[NEAR_SKILL], this.#skills.withBeginning(word));
      this.#addWords(finds, lexicon.beginningWith(word));
    }
    return isNothing(finds) ? this.#lookForSlips(word) : finds;
  }

  /** Only the nearest spellings, wherever they are: with one slip in a name, two in a skill are none. */
  #lookForSlips(word: string): Finds {
    const finds = this.#noFinds();
    const inSkills = this.#skills.withSlip(word);
    const inWords = this.#mentorIndex.lexicon.like(word);
    const hasSkill = inSkills.skills.length > 0;
    const hasWord = inWords.numbers.length > 0;
    if (hasSkill && (!hasWord || inSkills.slips <= inWords.slips)) {
      this.#addSkills(finds[NEAR_SKILL], inSkills.skills);
    }
    if (hasWord && (!hasSkill || inWords.slips <= inSkills.slips)) {
      this.#addWords(finds, inWords.numbers);
    }
    return finds;
  }

  #addSkills(target: Bits, skillIds: readonly string[]): void {
    for (const id of skillIds) this.#mentorIndex.withTrait(`share:${id}`)?.addTo(target);
  }

  #addWords(finds: Finds, numbers: readonly (number | undefined)[]): void {
    for (const number of numbers) {
      if (number === undefined) continue;
      this.#mentorIndex.withWord(number)?.each((slot, place) => {
        addBit(finds[place >= IN_NAME ? NAME : OWN_WORDS], slot);
      });
    }
  }

  #noFinds(): Finds {
    const none = () => emptyBits(this.#mentorIndex.slotCount);
    return [none(), none(), none(), none()];
  }
}

function isNothing(finds: Finds): boolean {
  return finds.every((bits) => bits.every((word) => word === 0));
}

function placeIn(finds: Finds, slot: number): number {
  if (hasBit(finds[WHOLE_SKILL], slot)) return WHOLE_SKILL;
  if (hasBit(finds[NEAR_SKILL], slot)) return NEAR_SKILL;
  return hasBit(finds[NAME], slot) ? NAME : OWN_WORDS;
}
