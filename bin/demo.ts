/** The demo: a lively invented community in its own database, and ways into it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addLinkFor } from '#domain/accounts/handed-sign-in-links.commands.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { inAct } from '#platform/act.server.ts';
import { cast, guildName, type CastName } from '../src/demo/cast.ts';
import { fillDemo } from '../src/demo/fill.server.ts';
import { liveDemo } from '../src/demo/life.server.ts';
import type { MentorRecord } from '../src/demo/guild.ts';
import { projections, wire } from '../src/wiring.server.ts';

/** Who the terminal offers to be, and why one would. */
const guests: { name: CastName; about: string }[] = [
  { name: 'tamsin', about: 'looking for somebody to learn Postgres and Rust from' },
  { name: 'ana', about: 'available for mentoring, Berlin evenings' },
  { name: 'mirela', about: 'an organiser, and available as well' },
];

/**
 * Fills an empty database with the demo community and gives the lines that let one in.
 *
 * @throws when the database belongs to another community
 */
export async function demoLines(runtime: Runtime): Promise<string[]> {
  const community = await findCommunity(runtime.db.read);
  if (community !== undefined && community.name !== guildName) {
    throw new Error(`This database belongs to ${community.name}; the demo wants one of its own.`);
  }
  const { members, available } = await fillDemo(runtime, readRecords());
  if (members > 0) await liveDemo({ ...runtime, projections }, wire(runtime));
  const filled =
    members === 0
      ? []
      : [
          `${members} invented people have moved in, ${available} of them available for mentoring.`,
          '',
        ];
  const links = await Promise.all(guests.map((guest) => linkFor(runtime, guest)));
  return [...filled, 'Come in as one of them (each link works once, for a day):', '', ...links];
}

function readRecords(): MentorRecord[] {
  const file = join(import.meta.dirname, '..', 'demo', 'mentors-demo.json');
  return JSON.parse(readFileSync(file, 'utf8')) as MentorRecord[];
}

async function linkFor(
  runtime: Runtime,
  { name, about }: (typeof guests)[number],
): Promise<string> {
  const { id, name: fullName } = cast[name];
  const owner = { memberId: id, address: '', status: 'active' } as const;
  const url = await inAct(runtime, (act) => addLinkFor(act, { config: runtime.config, owner }));
  return `  ${fullName}, ${about}\n    ${url}\n`;
}
