/** Who runs the community, and the record of what they did as organisers. */

/** Something an organiser did. The record is only ever added to (requirement C7). */
export const acts = [
  'set_up',
  'changed_settings',
  'saved_page',
  'brought_back_page',
  'made_invite',
  'ended_invite',
  'let_in',
  'turned_down',
  'appointed',
  'took_off',
  'handed_link',
  'printed_link',
  'opened_letter',
  'merged_skills',
  'imported',
  'invited_people',
  'opened_report',
] as const;

/** Stands for whoever runs the server, where an act came from the terminal. */
export const terminal = '';

export type OrganiserAct = (typeof acts)[number];

export const isAct = (text: string): text is OrganiserAct => acts.some((act) => act === text);

export interface Organiser {
  memberId: string;
  name: string;
  /** Epoch milliseconds. */
  appointedAt: number;
}

export interface RecordedAct {
  id: string;
  act: OrganiserAct;
  /** Who did it; '' where they are no longer a member, or it came from the terminal. */
  by: string;
  isFromTerminal: boolean;
  /** What or whom it was about, as it was called then. */
  about: string;
  /** Epoch milliseconds. */
  at: number;
}
