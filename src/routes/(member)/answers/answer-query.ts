/** What somebody looks for among shared answers, as the address says it. */
interface Skill {
  readonly id: string;
  readonly name: string;
}

export interface AnswerQuery {
  /** As it was typed; '' for everything. */
  readonly search: string;
  readonly skill: Skill | null;
}

/** As far as the field goes. */
export const longestSearch = 200;

/** A skill nothing is shared about narrows nothing. */
export function readLooking(
  params: URLSearchParams,
  skills: readonly Skill[],
): AnswerQuery & { after: string } {
  const skillId = params.get('skill');
  return {
    search: (params.get('q') ?? '').trim().slice(0, longestSearch),
    skill: skills.find(({ id }) => id === skillId) ?? null,
    after: params.get('after') ?? '',
  };
}

/** The address that looks for it. */
export function hrefFor({ search, skill, after = '' }: AnswerQuery & { after?: string }): string {
  const params = new URLSearchParams();
  if (search !== '') params.set('q', search);
  if (skill !== null) params.set('skill', skill.id);
  if (after !== '') params.set('after', after);
  return params.size === 0 ? '/answers' : `/answers?${params.toString()}`;
}

/** What could be let go, with what is looked for then. */
export interface Loosening {
  readonly dropping: 'skill' | 'word' | 'words';
  /** What is let go; the skill that stays where all words are. */
  readonly which: string;
  readonly looking: AnswerQuery;
}

/** More words than these are not tried one by one. */
const mostTried = 6;

/** What could be let go, what costs least first. */
export function loosenings({ search, skill }: AnswerQuery): Loosening[] {
  if (search === '') return [];
  const words = search.split(/\s+/u);
  const single =
    words.length < 2
      ? []
      : words.slice(0, mostTried).map((word, place) => ({
          dropping: 'word' as const,
          which: word,
          looking: { search: words.toSpliced(place, 1).join(' '), skill },
        }));
  if (skill === null) return single;
  return [
    { dropping: 'skill', which: skill.name, looking: { search, skill: null } },
    ...single,
    { dropping: 'words', which: skill.name, looking: { search: '', skill } },
  ];
}
