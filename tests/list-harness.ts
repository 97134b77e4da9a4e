/** A small community with an available mentor or two, for tests of the list on a real database. */
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import { readAsked } from '#domain/directory/mentor-query.input.ts';
import { availableMentors } from '#domain/directory/available-mentors.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { findOrAddSkills, addVocabulary } from '#domain/skills/skills.commands.server.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { addMember, foundCommunity, type NewMember } from './factories.ts';
import { testRuntime, type TestRuntime } from './runtime.ts';

/** A founded community that knows the usual skills. */
export async function guild(db: Database): Promise<TestRuntime> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  await inAct(runtime, addVocabulary);
  return runtime;
}

interface Skills {
  shares?: Record<string, 1 | 2 | 3>;
  wants?: Record<string, 1 | 2 | 3>;
  speaks?: string[];
}

/** A member with skills, put on the list if their box is ticked. */
export async function join(
  runtime: TestRuntime,
  { shares = {}, wants = {}, speaks = [], ...fields }: NewMember & Skills,
): Promise<Viewer> {
  const member = await addMember(runtime, fields);
  await inAct(runtime, async (act) => {
    const { tx } = act;
    const ids = async (names: string[]) => {
      const found = await findOrAddSkills(act, { texts: names, addedBy: member.id });
      return found.map((each) => (each.outcome === 'done' ? each.skillId : ''));
    };
    const shared = await ids(Object.keys(shares));
    for (const [i, confidence] of Object.values(shares).entries()) {
      await tx
        .insertInto('shared_skills')
        .values({ member_id: member.id, skill_id: shared[i] ?? '', confidence })
        .execute();
    }
    const wanted = await ids(Object.keys(wants));
    for (const [i, priority] of Object.values(wants).entries()) {
      await tx
        .insertInto('wanted_skills')
        .values({ member_id: member.id, skill_id: wanted[i] ?? '', priority })
        .execute();
    }
    for (const language of speaks) {
      await tx.insertInto('member_languages').values({ member_id: member.id, language }).execute();
    }
    await relist(act, { memberId: member.id });
  });
  return member;
}

/** The list as `viewer` sees it at an address such as `skill=go&hours=2`. */
export async function look(runtime: TestRuntime, viewer: Viewer | null, address = '') {
  const { asked, after } = readAsked(new URLSearchParams(address));
  const { db, clock } = runtime;
  return availableMentors(db.read, { viewer, asked, after, now: clock.now() });
}

/** The names on that page, sorted. */
export async function namesSeen(runtime: TestRuntime, viewer: Viewer | null, address = '') {
  const { mentors } = await look(runtime, viewer, address);
  return mentors.map(({ listing }) => listing.name).sort();
}
