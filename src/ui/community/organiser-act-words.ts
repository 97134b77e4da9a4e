import type { OrganiserAct } from '#domain/community/organiser.ts';
import { m } from '#words/paraglide/messages.js';

/** What an organiser did, in words; `about` as it was called then. */
export function actInWords(act: OrganiserAct, about: string): string {
  return sentences[act]({ about });
}

const sentences: Record<OrganiserAct, (what: { about: string }) => string> = {
  set_up: () => m.community_act_set_up(),
  changed_settings: () => m.community_act_changed_settings(),
  saved_page: m.community_act_saved_page,
  brought_back_page: m.community_act_brought_back_page,
  made_invite: () => m.community_act_made_invite(),
  ended_invite: () => m.community_act_ended_invite(),
  let_in: m.community_act_let_in,
  turned_down: () => m.community_act_turned_down(),
  appointed: m.community_act_appointed,
  took_off: m.community_act_took_off,
  handed_link: m.community_act_handed_link,
  printed_link: m.community_act_printed_link,
  opened_letter: m.community_act_opened_letter,
  merged_skills: m.community_act_merged_skills,
  imported: m.community_act_imported,
  invited_people: m.community_act_invited_people,
  opened_report: () => m.community_act_opened_report(),
};
