/** What every page about meetings is told against: both clocks, the rhythm, and what is suggested. */
import { seriesOf, suggestionsOf } from '#domain/meetings/meetings.queries.server.ts';
import { sidesOf } from '#ui/meetings/two-zones.ts';
import { showSuggestion } from '#ui/meetings/meeting-suggestion-words.ts';
import type { Opened } from '../open-pairing.server.ts';
import type { Reader } from '../pairing-frame.server.ts';

export async function sceneOf(read: Reader, { pairing, viewer, reader, home }: Opened) {
  const about = { pairingId: pairing.id, viewerId: viewer.id, now: reader.now };
  const kept = await seriesOf(read, about);
  const sides = sidesOf(pairing.you, pairing.other);
  const views = await suggestionsOf(read, about);
  const scene = { sides, reader, series: kept?.series, home: `${home}/meetings` };
  return {
    about,
    kept,
    sides,
    views,
    suggestions: views.map((view) => showSuggestion(view, scene)),
  };
}
