/** E-mail addresses: how they are read, saved and compared. */

export interface Address {
  /** As letters are addressed: the person's own spelling, the domain in ASCII. */
  address: string;
  /** What two spellings of one mailbox have in common. */
  key: string;
}

const localPart = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}$/;
const domainLabel = /^(?!-)[a-z0-9-]{1,63}$/;

/**
 * Reads an address a person typed; null when it can't be one. Only plain characters before the @,
 * so nothing in it can end a header; an international domain is kept in its ASCII form.
 */
export function readAddress(text: string): Address | null {
  const tidy = text.normalize('NFC').trim();
  const at = tidy.lastIndexOf('@');
  const local = tidy.slice(0, at);
  const domain = at < 1 ? null : asciiDomain(tidy.slice(at + 1));
  if (domain === null || !isLocalPart(local)) return null;
  const address = `${local}@${domain}`;
  return address.length > 254 ? null : { address, key: address.toLowerCase() };
}

const isLocalPart = (local: string) =>
  localPart.test(local) && !local.startsWith('.') && !local.endsWith('.') && !local.includes('..');

function asciiDomain(domain: string): string | null {
  if (domain.length > 253 || /[\s/\\?#:@[\]%]/.test(domain)) return null;
  const url = URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`) : null;
  const labels = url?.hostname.split('.') ?? [];
  const isName =
    labels.length > 1 && labels.every((label) => domainLabel.test(label) && !label.endsWith('-'));
  // A name whose last label is a number is read as an IP address.
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? labels.join('.') : null;
}
