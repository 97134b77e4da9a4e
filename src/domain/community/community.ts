/** This instance: the community it serves and the rules it chose. */
import type { Locale } from '#lib/locale.ts';
import { z } from 'zod';
import { jsonReader } from '#lib/json.ts';
export type JoinPolicy = 'open' | 'invite' | 'approval';
export type ListVisibility = 'members' | 'everyone';

export interface Community {
  name: string;
  joinPolicy: JoinPolicy;
  /** Who may see the list of available mentors. */
  listVisibility: ListVisibility;
  /** BCP 47 codes of the languages spoken here. */
  languages: string[];
  /** The language of letters and pages for people who chose none. */
  locale: Locale;
  minimumAge: number;
  /** Days a tick stays fresh without being confirmed. */
  tickDays: number;
  /** Where rooms for video calls are made, such as https://meet.example.org; '' where there are none. */
  meetingBase: string;
  /** Whether members who go along with nobody yet may ask a few others. */
  asksAround: boolean;
  version: number;
}

/** The languages spoken here, as they are stored. */
export const readLanguages = jsonReader('the languages of the community', z.array(z.string()));
