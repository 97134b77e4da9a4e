/** A member's picture: what may be sent, before anything decodes it (requirement D5). */

/** Bytes of the file a member may send. */
export const largestFile = 2 * 1024 * 1024;
/** Pixels it may unfold to. */
export const mostPixels = 4096 * 4096;
/** Pixels along each side of the picture that is kept. */
export const pictureSide = 256;

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** Why a file did not become a picture. */
export type PictureRefusal =
  'picture_missing' | 'picture_too_large' | 'picture_not_an_image' | 'picture_unreadable';

/**
 * What a file is by its first bytes, whatever its name says. Anything that is not one of five
 * raster formats is null: SVG, PDF and the like are programs, not pictures.
 */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (beginsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (beginsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif';
  if (start.startsWith('RIFF') && start.slice(8) === 'WEBP') return 'webp';
  return ['ftypavif', 'ftypavis'].includes(start.slice(4)) ? 'avif' : null;
}

function beginsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
