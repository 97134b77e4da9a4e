/**
 * Canaries (requirement C3): a word that stands nowhere else is put into everything somebody might keep
 * to themselves or to two. Then everybody opens everything, and each word is looked for in every page,
 * every letter and the log: it may only be where it belongs.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { systemClock } from '#platform/clock.server.ts';
import { readSecret, seal, systemRandom } from '#platform/crypto.server.ts';
import { openMail } from '#platform/mail.server.ts';
import { access } from '#tests/access-matrix.ts';
import { mayReadOfWorks, addCanaryReviews } from '#tests/review-canaries.ts';
import { addMember, cookieFor, foundCommunity } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';
import { addPairing, addRequest } from '#tests/raw-pairings.ts';
import { meetingWords, addCanaryMeetings } from '#tests/meeting-canaries.ts';

const names = ['Ana', 'Ben', 'Cy', 'Mal', 'Odalys', 'visitor'] as const;
type Name = (typeof names)[number];

/** Each word and who may read it. Ana and Ben go along; Cy and Mal do not know; Odalys is an organiser. */
const mayRead = {
  'canary-email-ana': ['Ana', 'Odalys'],
  'canary-note-working': ['Ana', 'Ben'],
  'canary-note-share': ['Ana', 'Ben'],
  'canary-note-reply': ['Ana', 'Ben'],
  'canary-line-working': ['Cy'],
  'canary-message': ['Ana', 'Ben'],
  'canary-message-removed': [],
  'canary-agreed-between': ['Ana', 'Ben'],
  'canary-suggested-where': ['Ana', 'Ben'],
  'canary-goal': ['Ana', 'Ben'],
  'canary-step': ['Ana', 'Ben'],
  'canary-contact': ['Ana', 'Ben'],
  'canary-checkin-ana': ['Ana'],
  'canary-goodbye': ['Ana', 'Cy'],
  'canary-picked-up': ['Ana', 'Cy'],
  'canary-thanks-hidden': ['Ana', 'Cy'],
  'canary-handoff': ['Ana', 'Ben'],
  'canary-draft-ana': ['Ana'],
  'canary-report-words': ['Odalys'],
  ...mayReadOfWorks,
  ...meetingWords,
} as const satisfies Record<string, readonly Name[]>;

describe('what people keep to themselves', () => {
  let server: RunningServer;
  const cookies = new Map<Name, string>();
  const addresses = new Map<string, Name>();
  let paths: string[] = [];

  beforeAll(async () => {
    const postgresUrl = inject('postgresUrl');
    server = await startTestServer({ postgresUrl: postgresUrl === '' ? undefined : postgresUrl });
    const machinery = { db: server.db, clock: systemClock, random: systemRandom };
    await foundCommunity(machinery);
    const person = async (name: Name, more: object = {}) => {
      const email = `${name === 'Ana' ? 'canary-email-ana' : name}@example.org`;
      const member = await addMember(machinery, { name, email, ...more });
      cookies.set(name, await cookieFor(machinery, member.id));
      addresses.set(email, name);
      return member.id;
    };
    const people = {
      ana: await person('Ana', { offer: {} }),
      ben: await person('Ben'),
      cy: await person('Cy'),
      mal: await person('Mal'),
      odalys: await person('Odalys', { isOrganiser: true }),
    };
    paths = await plant(people);
  }, 120_000);
  afterAll(() => server.stop());

  /** Puts every canary where it belongs; gives the addresses of all pages there are. */
  async function plant({ ana, ben, cy, mal }: Record<'ana' | 'ben' | 'cy' | 'mal', string>) {
    const { db } = server;
    const now = Date.now();
    const machinery = { db, clock: systemClock, random: systemRandom };
    const id = () => makeId(now, systemRandom);
    const note = (working: string, share: string) =>
      JSON.stringify({ skills: ['Go'], working, share, start: 'chat', times: [], isSwap: false });
    const going = await addPairing(machinery, { mentorId: ana, menteeId: ben });
    const over = await addPairing(machinery, {
      mentorId: ana,
      menteeId: cy,
      state: 'wrapped_up',
      wrapped_up_at: now - 2 * hour,
    });
    const request = await addRequest(machinery, {
      fromId: ben,
      toId: ana,
      state: 'declined',
      ended_at: now,
      note: note('canary-note-working', 'canary-note-share'),
      reply: 'canary-note-reply',
    });
    const [message, removed, goal, checkIn, place, report] = [id(), id(), id(), id(), id(), id()];
    const lines = {
      rhythm: null,
      where: null,
      questions: null,
      terms: null,
      between: 'canary-agreed-between',
      reviewAfterMonths: null,
    };
    await db.transact(async (tx) => {
      const said = { conversation_id: going.conversationId, from_id: ben, written_at: now };
      await tx
        .insertInto('messages')
        .values([
          { id: message, body: 'canary-message', ...said },
          { id: removed, body: '', removed_at: now, ...said },
        ])
        .execute();
      await tx
        .updateTable('agreements')
        .set({ lines: JSON.stringify(lines) })
        .where('pairing_id', '=', going.pairingId)
        .execute();
      await tx
        .insertInto('agreements')
        .values({
          id: id(),
          pairing_id: going.pairingId,
          number: 2,
          state: 'suggested',
          lines: JSON.stringify({ ...lines, where: 'canary-suggested-where' }),
          suggested_by: ben,
          suggested_at: now,
        })
        .execute();
      await tx
        .insertInto('goals')
        .values({
          id: goal,
          pairing_id: going.pairingId,
          for_id: ben,
          words: 'canary-goal',
          added_by: ben,
          added_at: now,
        })
        .execute();
      await tx
        .insertInto('goal_steps')
        .values({ id: id(), goal_id: goal, words: 'canary-step', added_at: now })
        .execute();
      await tx
        .insertInto('shared_contacts')
        .values({
          id: id(),
          pairing_id: going.pairingId,
          owner_id: ana,
          label: 'Matrix',
          value: 'canary-contact',
          shared_at: now,
        })
        .execute();
      await tx
        .insertInto('check_ins')
        .values({
          id: checkIn,
          pairing_id: going.pairingId,
          opened_at: now,
          closes_at: now + day,
        })
        .execute();
      await tx
        .insertInto('check_in_answers')
        .values({
          check_in_id: checkIn,
          member_id: ana,
          feels: 'off',
          pace: 'too_much',
          change_words: 'canary-checkin-ana',
          answered_at: now,
        })
        .execute();
      const parting = { pairing_id: over.pairingId, from_id: cy, written_at: now - hour };
      await tx
        .insertInto('parting_words')
        .values([
          { kind: 'goodbye', words: 'canary-goodbye', ...parting },
          { kind: 'picked_up', words: 'canary-picked-up', ...parting },
        ])
        .execute();
      await tx
        .insertInto('thanks')
        .values({ id: id(), to_id: ana, words: 'canary-thanks-hidden', ...parting })
        .execute();
      await tx
        .insertInto('hand_offs')
        .values({
          id: id(),
          pairing_id: going.pairingId,
          suggested_by: ana,
          mentee_id: ben,
          to_id: mal,
          words: 'canary-handoff',
          notes: '[]',
          state: 'suggested',
          suggested_at: now,
        })
        .execute();
      await tx
        .insertInto('waiting_places')
        .values({
          id: place,
          mentor_id: ana,
          member_id: cy,
          state: 'waiting',
          note: note('canary-line-working', ''),
          terms: '{"kind":"free","amount":null,"currency":"","note":"","firstChatFree":false}',
          joined_at: now,
        })
        .execute();
      await tx
        .insertInto('drafts')
        .values({
          member_id: ana,
          about: `note:${mal}`,
          body: JSON.stringify({ working: 'canary-draft-ana' }),
          saved_at: now,
        })
        .execute();
      const secret = readSecret({ given: null, folder: server.folder, random: systemRandom });
      await tx
        .insertInto('reports')
        .values({
          id: report,
          reporter_id: ben,
          about_id: mal,
          thing: 'member',
          thing_id: mal,
          reason: 'other',
          words: 'canary-report-words',
          sealed_evidence: seal({ secret, text: '{}', random: systemRandom }),
          reported_at: now,
          readers: 1,
        })
        .execute();
    });
    const works = await addCanaryReviews(machinery, { ana, ben, cy, pairingId: going.pairingId });
    const between = { pairingId: going.pairingId, overId: over.pairingId, ana, ben };
    const met = await db.transact((tx) =>
      addCanaryMeetings(tx, between, { now, random: systemRandom }),
    );
    const blanks: Record<string, string[]> = {
      ...works,
      ...met,
      pairing: [going.pairingId],
      wrapped: [over.pairingId],
      request: [request],
      message: [message, removed],
      place: [place],
      report: [report],
      member: [ana, ben, cy, mal],
      person: [ana, ben, cy, mal],
    };
    return everyPage(blanks);
  }

  function everyPage(blanks: Record<string, string[]>): string[] {
    const shapes = Object.entries(access).flatMap(([route, { path, things = [], get }]) =>
      get === null
        ? []
        : [
            path ?? (route.replaceAll(/\/\(\w+\)/g, '') || '/'),
            ...things.map((thing) => thing.path),
          ],
    );
    return [...new Set(shapes)].flatMap((shape) => {
      const [, blank = ''] = /\{(\w+)\}/.exec(shape) ?? [];
      return blank === ''
        ? [shape]
        : (blanks[blank] ?? []).map((id) => shape.replaceAll(`{${blank}}`, id));
    });
  }

  const canaries = Object.keys(mayRead) as (keyof typeof mayRead)[];
  const isFor = (word: keyof typeof mayRead, name: Name) =>
    (mayRead[word] as readonly Name[]).includes(name);

  it.each(names)('C3: no page shows %s what is not theirs', { timeout: 120_000 }, async (name) => {
    const cookie = cookies.get(name);
    const seen = new Set<string>();
    for (const path of paths) {
      if (path === '/live') continue;
      const answer = await fetch(server.url + path, {
        redirect: 'manual',
        headers: cookie === undefined ? {} : { cookie },
      });
      const page = `${await answer.text()} ${JSON.stringify([...answer.headers])}`;
      for (const word of canaries) {
        if (!page.includes(word)) continue;
        seen.add(word);
        expect(isFor(word, name), `${name} finds ${word} at ${path}`).toBe(true);
      }
    }
    // The words are really there to be found.
    if (name === 'Ana') expect(seen.size).toBeGreaterThan(8);
  });

  it('C3, D16: no letter and no line of the log holds what is not its reader’s', async () => {
    const secret = readSecret({ given: null, folder: server.folder, random: systemRandom });
    const mails = await server.db.read.selectFrom('mails').select(['id', 'to_address']).execute();
    for (const { id, to_address } of mails) {
      const letter = await openMail({ db: server.db, secret }, id);
      const name = addresses.get(to_address);
      for (const word of canaries)
        if (JSON.stringify([letter?.subject, letter?.text, letter?.html]).includes(word))
          expect(name !== undefined && isFor(word, name), `${to_address} reads ${word}`).toBe(true);
    }
    for (const word of canaries) expect(server.output(), word).not.toContain(word);
  });
});
