/** One-time sentences shown after a redirect; the cookie carries only which one. */
export const flashCodes = [
  'saved',
  'signed_in',
  'signed_out',
  'ticked',
  'unticked',
  'confirmed',
  'welcome',
  'sent',
  'undone',
  'removed',
  'added',
  'ended',
  'let_in',
  'turned_down',
  'imported',
  'merged',
  'writing_again',
  'blocked',
  'unblocked',
  'reported',
] as const;

export type FlashCode = (typeof flashCodes)[number];

export const isFlashCode = (text: string): text is FlashCode =>
  flashCodes.some((code) => code === text);
