import { defaultLocale, localeOf, ownName } from '#lib/locale.ts';
import { m } from '#words/paraglide/messages.js';

/** Settings as the form holds them, each with its question, for reading beside one's own. */
export function settingsInWords(
  values: Readonly<Record<string, string>>,
): { term: string; value: string }[] {
  const { joinPolicy = '', listVisibility = '', locale } = values;
  return [
    { term: m.community_field_name(), value: values['name'] ?? '' },
    { term: m.community_field_join(), value: joining[joinPolicy]?.() ?? '' },
    { term: m.community_field_list(), value: showing[listVisibility]?.() ?? '' },
    { term: m.community_field_languages(), value: values['languages'] ?? '' },
    { term: m.community_field_locale(), value: ownName(localeOf(locale) ?? defaultLocale) },
    { term: m.community_field_age(), value: values['minimumAge'] ?? '' },
    { term: m.community_field_tick_days(), value: values['tickDays'] ?? '' },
    { term: m.community_field_meeting_base(), value: values['meetingBase'] ?? '' },
    {
      term: m.questions_community(),
      value:
        values['asksAround'] === 'no' ? m.questions_community_no() : m.questions_community_yes(),
    },
  ];
}

const joining: Record<string, () => string> = {
  open: m.community_join_open,
  invite: m.community_join_invite,
  approval: m.community_join_approval,
};

const showing: Record<string, () => string> = {
  members: m.community_list_members,
  everyone: m.community_list_everyone,
};
