import type { IncomingMessage } from 'node:http';
import type { Locale } from '#lib/locale.ts';
import type { Community } from '#domain/community/community.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { FlashCode } from '#door/flash-code.ts';

declare global {
  namespace App {
    interface Locals {
      runtime: Runtime;
      /** Undefined until the first organiser has named it. */
      community: Community | undefined;
      /** Null for a visitor. Someone waiting to be let in is a viewer whose status says so. */
      viewer: Viewer | null;
      sessionId: string | null;
      locale: Locale;
      requestId: string;
      /** What was typed into the form of this request, kept for the error page. */
      typed: { name: string; value: string }[];
      /** The sentence this page shows once. */
      flash?: FlashCode | null;
      /** Set with a refusal to go on this fast. */
      retryAfterSeconds?: number;
    }
    interface Error {
      message: string;
      /** What to quote when asking the operator about an unexpected error. */
      id?: string;
      typed?: { name: string; value: string }[];
    }
    interface PageData {
      viewer?: Viewer | null;
      community?: { name: string } | undefined;
      locale?: Locale;
      /** Fresh for each page shown; forms send it back so that a double click has one effect. */
      once?: string;
      /** How far the page has heard of changes; see Live.svelte. */
      mark?: string;
      flash?: FlashCode | null;
      /** They were told something they haven't looked at. */
      hasNews?: boolean;
      /** Letters to this member are refused by their mail server. */
      lettersComeBack?: boolean;
    }
    interface Platform {
      req: IncomingMessage;
    }
  }
}
export {};
