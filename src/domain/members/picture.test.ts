import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makePicture } from './pictures.commands.server.ts';
import { formatOf, largestFile } from './picture.ts';

const square = (side: number, background = '#336699') =>
  sharp({ create: { width: side, height: side, channels: 3, background } });
const bytesOf = (text: string) => new TextEncoder().encode(text);

function pngChunk(type: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type), data]);
  const tail = Buffer.alloc(4);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

/** A PNG whose header promises `side` × `side` pixels while the file itself is tiny. */
function promisingPng(side: number, rows = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

async function animation(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = await Promise.all(
    ['#ff0000', '#0000ff'].map((colour) => square(64, colour).png().toBuffer()),
  );
  const joined = sharp(frames, { join: { animated: true } });
  return format === 'gif' ? joined.gif().toBuffer() : joined.webp({ lossless: true }).toBuffer();
}

const withGps = () =>
  square(400)
    .withExif({
      IFD0: { Copyright: 'CANARY-COPYRIGHT' },
      IFD3: { GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' },
    })
    .jpeg()
    .toBuffer();

type Made = Buffer | Uint8Array | Promise<Buffer>;
const accepted: Record<string, () => Made> = {
  'a JPEG': () => square(800).jpeg().toBuffer(),
  'a PNG': () => square(10).png().toBuffer(),
  'a WebP': () => square(300).webp().toBuffer(),
  'an AVIF': () => square(300).avif().toBuffer(),
  'a GIF': () => square(30).gif().toBuffer(),
  'an animated GIF': () => animation('gif'),
  'an animated WebP': () => animation('webp'),
  'a JPEG that says where it was taken': withGps,
  'a JPEG with a page of HTML behind it': async () =>
    Buffer.concat([
      await square(50).jpeg().toBuffer(),
      Buffer.from('<script>CANARY-SCRIPT</script>'),
    ]),
  'a GIF with script in its comment': async () => {
    const gif = await square(8).gif().toBuffer();
    const comment = Buffer.from('\u0021\u00fe\u0010/*CANARY-SCRIPT*\u0000', 'latin1');
    return Buffer.concat([gif.subarray(0, gif.length - 1), comment, gif.subarray(gif.length - 1)]);
  },
  'a very wide strip': () =>
    sharp({ create: { width: 3000, height: 4, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  'the largest square there may be': () => square(4096).png({ compressionLevel: 9 }).toBuffer(),
};

const refusedFiles: Record<string, { file: () => Made; code: string }> = {
  'an SVG': {
    file: () => bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    code: 'picture_not_an_image',
  },
  'an SVG with an XML head': {
    file: () => bytesOf('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    code: 'picture_not_an_image',
  },
  'HTML named .png': {
    file: () => bytesOf('<!doctype html><script>alert(1)</script>'),
    code: 'picture_not_an_image',
  },
  'a PDF': { file: () => bytesOf('%PDF-1.7\n1 0 obj'), code: 'picture_not_an_image' },
  'a ZIP': { file: () => Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), code: 'picture_not_an_image' },
  'a TIFF': { file: () => square(20).tiff().toBuffer(), code: 'picture_not_an_image' },
  'HTML behind the letters GIF89a': {
    file: () => bytesOf('GIF89a/*<script>alert(1)</script>*/=1'),
    code: 'picture_unreadable',
  },
  'HTML behind a PNG signature': {
    file: () =>
      Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        Buffer.from('<html>'),
      ]),
    code: 'picture_unreadable',
  },
  'a PNG of 30,000 × 30,000 pixels': {
    file: () => promisingPng(30_000),
    code: 'picture_unreadable',
  },
  'a PNG that unfolds to 5,000 × 5,000 pixels': {
    file: () => promisingPng(5000, Buffer.alloc(5001 * 5000)),
    code: 'picture_unreadable',
  },
  'half a JPEG': {
    file: async () =>
      (
        await sharp({
          create: {
            width: 900,
            height: 900,
            channels: 3,
            background: '#123456',
            noise: { type: 'gaussian', mean: 128, sigma: 40 },
          },
        })
          .jpeg()
          .toBuffer()
      ).subarray(0, 20_000),
    code: 'picture_unreadable',
  },
  'half a PNG': {
    file: async () => (await square(900).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 9000),
    code: 'picture_unreadable',
  },
  'three bytes of JPEG': {
    file: () => Uint8Array.of(0xff, 0xd8, 0xff),
    code: 'picture_unreadable',
  },
  'a header without a picture': { file: () => promisingPng(64), code: 'picture_unreadable' },
  nothing: { file: () => new Uint8Array(), code: 'picture_missing' },
  'a file over two megabytes': {
    file: () => new Uint8Array(largestFile + 1),
    code: 'picture_too_large',
  },
};

describe('a picture Ana sends', () => {
  it.each(Object.keys(accepted))('D5: %s becomes a plain square WebP of ours', async (kind) => {
    const made = await makePicture((await accepted[kind]?.()) ?? new Uint8Array());
    if (made.outcome === 'refused') throw new Error(made.code);
    const { format, width, height, exif, xmp, icc, pages } = await sharp(made.webp).metadata();
    expect({ format, width, height, exif, xmp, icc, pages: pages ?? 1 }).toEqual({
      format: 'webp',
      width: 256,
      height: 256,
      exif: undefined,
      xmp: undefined,
      icc: undefined,
      pages: 1,
    });
    expect(made.webp.toString('latin1')).not.toMatch(/CANARY|GPS|<script/);
    expect(formatOf(made.webp)).toBe('webp');
  });

  it.each(Object.keys(refusedFiles))('D5: %s is refused, without breaking', async (kind) => {
    const { file, code } = refusedFiles[kind] ?? {};
    expect(await makePicture((await file?.()) ?? new Uint8Array())).toEqual({
      outcome: 'refused',
      code,
    });
  });

  it('keeps the first frame of an animation', async () => {
    const made = await makePicture(await animation('gif'));
    if (made.outcome === 'refused') throw new Error(made.code);
    const { channels } = await sharp(made.webp).stats();
    expect(channels[0]?.mean).toBeGreaterThan(240);
    expect(channels[2]?.mean).toBeLessThan(15);
  });

  it('turns a picture the way the camera was held', async () => {
    const upper = await square(64, '#000000').png().toBuffer();
    const sideways = await sharp({
      create: { width: 64, height: 128, channels: 3, background: '#ffffff' },
    })
      .composite([{ input: upper, top: 0, left: 0 }])
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const made = await makePicture(sideways);
    if (made.outcome === 'refused') throw new Error(made.code);
    // Statistics are of the input, so each part is cut out first.
    const part = async (left: number) =>
      sharp(
        await sharp(made.webp).extract({ left, top: 0, width: 32, height: 256 }).toBuffer(),
      ).stats();
    const right = await part(192);
    const left = await part(32);
    expect(right.channels[0]?.mean).toBeLessThan(20);
    expect(left.channels[0]?.mean).toBeGreaterThan(235);
  });
});
