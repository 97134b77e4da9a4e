/** `npm run bench [-- feed|highlight|list|search|server|lighthouse|pairing|reminders|request|review|review-page|rhythm] [sizes…]`: figures as ratios within one run. */
import { measureFeed } from '../bench/feed.ts';
import { measureHighlight } from '../bench/highlight.ts';
import { measureServer } from '../bench/server.ts';
import { measureLighthouse } from '../bench/lighthouse.ts';
import { measureList } from '../bench/list.ts';
import { measurePairing } from '../bench/pairing.ts';
import { measureReminders } from '../bench/reminders.ts';
import { measureRequests } from '../bench/request.ts';
import { measureReviewPage } from '../bench/review-page.ts';
import { measureReview } from '../bench/review.ts';
import { measureRhythm } from '../bench/rhythm.ts';
import { measureSearch } from '../bench/search.ts';

const [what = 'all', ...rest] = process.argv.slice(2);
const sizes = rest.map(Number).filter((size) => size > 0);

if (what === 'all' || what === 'feed') measureFeed();
if (what === 'all' || what === 'highlight') await measureHighlight();
if (what === 'all' || what === 'server') await measureServer();
if (what === 'all' || what === 'list') await measureList(sizes.length > 0 ? sizes : undefined);
if (what === 'all' || what === 'lighthouse') await measureLighthouse();
if (what === 'all' || what === 'search') measureSearch(sizes.length > 0 ? sizes : undefined);
if (what === 'all' || what === 'rhythm') await measureRhythm(sizes.length > 0 ? sizes : undefined);
if (what === 'all' || what === 'reminders')
  await measureReminders(sizes.length > 0 ? sizes : undefined);
if (what === 'all' || what === 'pairing') await measurePairing();
if (what === 'all' || what === 'request') await measureRequests();
if (what === 'all' || what === 'review') measureReview(sizes.length > 0 ? sizes : undefined);
if (what === 'all' || what === 'review-page') await measureReviewPage();
