/** A letter in the operator's mailbox, as the list of them shows it. */
export interface LetterSeen {
  id: string;
  /** The name it is addressed to, else the address with most of it hidden. */
  to: string;
  subject: string;
  /** Epoch milliseconds. */
  writtenAt: number;
  /** Null while it waits here. */
  sentAt: number | null;
}

/** An address that its owner recognises and others can't use: `o…@tidewater.example`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '…' : `${Array.from(address)[0] ?? ''}…${address.slice(at)}`;
}
