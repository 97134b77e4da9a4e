import type { IconName } from '#ui/kit/icons.ts';
import { m } from '#words/paraglide/messages.js';

export interface Place {
  href: string;
  label: string;
  icon: IconName;
  /** Where else one is at this place. */
  also?: readonly string[];
}

/** The places of someone who is signed in, in the order of the header. */
export function places({ isOrganiser }: { isOrganiser: boolean }): Place[] {
  const own: Place[] = [
    { href: '/mentors', label: m.common_nav_people(), icon: 'people' },
    {
      href: '/pairings',
      label: m.common_nav_pairings(),
      icon: 'pair',
      also: ['/requests', '/meetings', '/reviews'],
    },
    {
      href: '/questions',
      label: m.common_nav_questions(),
      icon: 'question',
      also: ['/answers'],
    },
    { href: '/profile', label: m.common_nav_profile(), icon: 'person' },
  ];
  return isOrganiser
    ? [...own, { href: '/community', label: m.common_nav_community(), icon: 'home' }]
    : own;
}

/** The place a path belongs to: itself, or anything below it. */
export function isAt(place: string, path: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
