/** Every kind of notice that members are told of. Whoever works with kinds takes a list as an argument. */
import { checkInNotices } from './check-in-notices.queries.server.ts';
import { lastWordsNotices } from './last-words-notices.queries.server.ts';
import { meetingNotices } from './meeting-notices.queries.server.ts';
import { messageNotices } from './message-notices.queries.server.ts';
import type { Notice } from './notice-kind.queries.server.ts';
import { pairingNotices } from './pairing-notices.queries.server.ts';
import { questionNotices } from './question-notices.queries.server.ts';
import { reminderNotices } from './reminder-notices.queries.server.ts';
import { reportNotices } from './report-notices.queries.server.ts';
import { requestNotices } from './request-notices.queries.server.ts';
import { reviewNotices } from './review-notices.queries.server.ts';
import { sharingNotices } from './sharing-notices.queries.server.ts';
import { signInNotices } from './sign-in-notices.queries.server.ts';
import { waitingListNotices } from './waiting-list-notices.queries.server.ts';

export const noticeKinds: readonly Notice[] = [
  ...requestNotices,
  ...waitingListNotices,
  ...messageNotices,
  ...pairingNotices,
  ...lastWordsNotices,
  ...checkInNotices,
  ...meetingNotices,
  ...reminderNotices,
  ...reviewNotices,
  ...questionNotices,
  ...sharingNotices,
  ...reportNotices,
  ...signInNotices,
];
