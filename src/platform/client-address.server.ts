/** Whose address a request really comes from (requirement H2). */
import { BlockList, isIP } from 'node:net';

/**
 * The client's address: the peer's, unless the peer is a trusted proxy; then the last address
 * in X-Forwarded-For that no trusted proxy has. What lies left of it anybody could have written.
 *
 * @param trusted addresses and CIDR ranges
 */
export function clientAddress({
  peer,
  forwardedFor,
  trusted,
}: {
  peer: string;
  forwardedFor: string;
  trusted: string[];
}): string {
  const isTrusted = trustIn(trusted);
  const chain = [...forwardedFor.split(',').map((part) => part.trim()), plain(peer)];
  let address = plain(peer);
  while (chain.length > 0) {
    const next = plain(chain.pop() ?? '');
    if (isIP(next) === 0) break;
    address = next;
    if (!isTrusted(address)) break;
  }
  return address;
}

const plain = (address: string) => (address.startsWith('::ffff:') ? address.slice(7) : address);

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function trustIn(ranges: string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    if (isIP(address) === 0) continue;
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return (address) => list.check(address, family(address));
}
