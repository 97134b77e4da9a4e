/** Who might come next for one of the two. */
import { threeWhoFit } from '#domain/directory/suggested-mentors.queries.server.ts';
import type { Candidate } from '../../../requests/[id]/other-mentors.server.ts';
import type { Opened } from '../open-pairing.server.ts';

/**
 * Up to three who share what it is about and have room. For the other person only their topics are
 * looked at: whom they hid, and what else they want, stays theirs.
 */
export async function candidatesFor(
  { runtime }: App.Locals,
  { pairing, viewer, reader }: Opened,
): Promise<Candidate[]> {
  const isYours = pairing.nextFor === 'you';
  const { yours, theirs } = pairing.topics;
  const skills = skillsIn(isYours ? yours : theirs);
  if (skills.length === 0 && !isYours) return [];
  const found = await threeWhoFit(runtime.db.read, {
    viewer,
    skills,
    isOnlyBySkill: !isYours,
    except: [pairing.other.id],
    now: reader.now,
  });
  return found.map(({ memberId, name, place, shares }) => ({ id: memberId, name, place, shares }));
}

/** The topics of a pairing are the skills of its first note, one after the other. */
export const skillsIn = (topics: string): string[] =>
  topics
    .split(',')
    .map((skill) => skill.trim())
    .filter((skill) => skill !== '');
