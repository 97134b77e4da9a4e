import type { FlashCode } from '#door/flash-code.ts';
import type { FlashMessage } from '#ui/kit/flash-message.ts';
import { m } from '#words/paraglide/messages.js';

/** The sentence for what was just done, in the words of the page's language. */
export function flashMessage(code: FlashCode | null | undefined): FlashMessage | null {
  return code ? { tone: 'done', text: words[code]() } : null;
}

const words: Record<FlashCode, () => string> = {
  saved: m.common_flash_saved,
  signed_in: m.common_flash_signed_in,
  signed_out: m.common_flash_signed_out,
  ticked: m.common_flash_ticked,
  unticked: m.common_flash_unticked,
  confirmed: m.common_flash_confirmed,
  welcome: m.common_flash_welcome,
  sent: m.common_flash_sent,
  undone: m.common_flash_undone,
  removed: m.common_flash_removed,
  added: m.common_flash_added,
  ended: m.common_flash_ended,
  let_in: m.common_flash_let_in,
  turned_down: m.common_flash_turned_down,
  imported: m.common_flash_imported,
  merged: m.common_flash_merged,
  writing_again: m.common_bounced_done,
  blocked: m.common_flash_blocked,
  unblocked: m.common_flash_unblocked,
  reported: m.common_flash_reported,
};
