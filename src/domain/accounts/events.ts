/** What accounts announce to the floors above. */

/** Somebody is a member from now on: newly joined, let in, or an imported person who confirmed. */
export interface MemberJoined {
  name: 'MemberJoined';
  memberId: string;
}
