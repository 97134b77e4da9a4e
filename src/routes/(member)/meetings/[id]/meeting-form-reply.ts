/** What an action hands back to the page of a meeting when something is to be mended. */
import type { Problem } from '#door/forms.server.ts';
import type { Elsewhere } from '#ui/meetings/busy-elsewhere.ts';

export interface MeetingFormState {
  problems: Problem[];
  /** The form it is about, and what was typed there. */
  about: 'move' | 'moveAll' | 'skip' | 'agenda' | 'actions' | 'notes' | 'private';
  words: string;
  day: string;
  clock: string;
  /** The time chosen of those offered, '' for none. */
  chosen: string;
  elsewhere: Elsewhere | null;
  /** Two texts of the shared notes, where the other saved meanwhile. */
  conflict: { theirs: string; version: number } | null;
}

const nothing = { words: '', day: '', clock: '', chosen: '', elsewhere: null, conflict: null };

/** Something to mend in one of the forms. */
export const mending = (
  about: MeetingFormState['about'],
  said: Partial<MeetingFormState> & Pick<MeetingFormState, 'problems'>,
): { refusal: MeetingFormState } => ({ refusal: { ...nothing, ...said, about } });
