/** Both people of a pairing may answer a check-in now. */
export interface CheckInOpened {
  name: 'CheckInOpened';
  checkInId: string;
}

/** Both answered a check-in alike, and may both read so. Of anything else nothing is ever announced. */
export interface CheckInRevealed {
  name: 'CheckInRevealed';
  checkInId: string;
}
