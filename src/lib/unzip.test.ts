import { zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { expectEffortBelow } from '#tests/effort.ts';
import { isZip, unzip } from './unzip.ts';

const limits = { files: 200, bytesAFile: 1_000_000, bytes: 2_000_000, wants: () => true };
const bytes = (text: string) => new TextEncoder().encode(text);
const zipped = (files: Zippable) => zipSync(files, { mtime: '2026-01-01' });

/** The place of a field in the archive's list, for bending it. */
function listAt(archive: Uint8Array): DataView {
  const view = new DataView(archive.buffer, archive.byteOffset);
  const at = view.getUint32(archive.length - 6, true);
  return new DataView(archive.buffer, archive.byteOffset + at);
}
const problem = (archive: Uint8Array) => {
  const done = unzip(archive, limits);
  return done.ok ? 'taken' : done.code;
};

describe('the zip archive Tamsin sends', () => {
  it('comes out file by file, packed or not, without its folders', () => {
    const archive = zipped({
      src: { 'a.ts': bytes('let a = 1;'), 'ü.ts': [bytes('x'.repeat(5000)), { level: 9 }] },
      empty: {},
      'README.md': [bytes('hi'), { level: 0 }],
      nothing: bytes(''),
    });
    const done = unzip(archive, limits);
    expect(isZip(archive)).toBe(true);
    expect(done.ok && done.files.map(({ path, bytes }) => [path, bytes.length])).toEqual([
      ['src/a.ts', 10],
      ['src/ü.ts', 5000],
      ['README.md', 2],
      ['nothing', 0],
    ]);
  });

  it('leaves out what nobody wants without opening or counting it', () => {
    const many = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`node_modules/${i}.js`, bytes('x'.repeat(9000))]),
    );
    const archive = zipped({ ...many, 'a.ts': bytes('a') });
    const done = unzip(archive, { ...limits, wants: (path) => !path.startsWith('node_modules') });
    expect(done.ok && done.files.map(({ path }) => path)).toEqual(['a.ts']);
    expect(problem(archive)).toBe('too_many_files');
  });

  it('D7: names a link and does not follow it', () => {
    const archive = zipped({
      'to-passwords': [bytes('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }],
      'a.ts': bytes('a'),
    });
    const done = unzip(archive, limits);
    expect(done.ok && done.links).toEqual(['to-passwords']);
    expect(done.ok && done.files.map(({ path }) => path)).toEqual(['a.ts']);
  });

  it('D7: is refused by name when it is encrypted, of another kind, vast or has a name twice', () => {
    const archive = () => zipped({ 'a.ts': bytes('let first = 1; let second = 22;') });
    const bend = (change: (list: DataView) => void) => {
      const bent = archive();
      change(listAt(bent));
      return bent;
    };
    expect(problem(bend((list) => list.setUint16(8, 1, true)))).toBe('zip_encrypted');
    expect(problem(bend((list) => list.setUint16(10, 12, true)))).toBe('zip_unsupported');
    expect(problem(bend((list) => list.setUint32(20, 0xffffffff, true)))).toBe('zip_unsupported');
    expect(problem(bend((list) => list.setUint32(42, 0xfffffff0, true)))).toBe('zip_broken');
    expect(problem(bend((list) => list.setUint32(20, 5, true)))).toBe('zip_broken');
    expect(problem(archive().subarray(0, 40))).toBe('zip_broken');
    expect(problem(zipped({ 'a/b': bytes('1'), 'a\\b': bytes('2') }))).toBe('path_twice');
  });

  it('D7: keeps an archive inside an archive closed', () => {
    const inner = zipped({ 'a.ts': bytes('a') });
    const done = unzip(zipped({ 'inner.zip': inner }), limits);
    expect(done.ok && done.files.map(({ bytes }) => [...bytes])).toEqual([[...inner]]);
  });
});

describe('a zip bomb', () => {
  it('fault 22: of forty kilobytes that claim to be small gives no forty megabytes', async () => {
    const bomb = zipped({ 'zeros.txt': [new Uint8Array(40_000_000), { level: 9 }] });
    listAt(bomb).setUint32(24, 100, true);
    expect(bomb.length).toBeLessThan(60_000);
    const before = process.memoryUsage();
    expect(unzip(bomb, limits)).toEqual({ ok: false, code: 'file_large', path: 'zeros.txt' });
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(12_000_000);
    await expectEffortBelow(500, () => unzip(bomb, limits));
  });

  it('fault 22: of many files is stopped at the sum, of ten megabytes in one at the file', () => {
    const part = [new Uint8Array(900_000), { level: 9 }] as const;
    const many = zipped(
      Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}`, [...part]])),
    );
    expect(unzip(many, limits)).toEqual({ ok: false, code: 'too_large', path: null });
    expect(problem(zipped({ a: new Uint8Array(10_000_000) }))).toBe('file_large');
  });

  it('fault 22: of a hundred thousand entries that are all the same bytes stays small', () => {
    const archive = zipped({ a: [new Uint8Array(100_000), { level: 9 }] });
    const list = archive.slice(listAt(archive).byteOffset, archive.length - 22);
    const count = 5_000;
    const end = archive.slice(archive.length - 22);
    new DataView(end.buffer).setUint16(10, count, true);
    const bomb = new Uint8Array([
      ...archive.subarray(0, archive.length - 22 - list.length),
      ...Array.from({ length: count }, () => [...list]).flat(),
      ...end,
    ]);
    expect(unzip(bomb, { ...limits, files: count }).ok).toBe(false);
  });
});

it('D9: random and bent archives are taken or refused, and nothing is thrown', () => {
  const archive = zipped({ 'a.ts': bytes('let a = 1;'.repeat(50)), 'b/c.md': bytes('hi') });
  const bend = fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { maxLength: 6 });
  fc.assert(
    fc.property(bend, fc.nat(archive.length), (changes, cut) => {
      const bent = archive.slice(0, cut % 3 === 0 ? cut : archive.length);
      for (const [at, value] of changes) if (at < bent.length) bent[at] = value;
      const done = unzip(bent, limits);
      const size = done.ok ? done.files.reduce((sum, file) => sum + file.bytes.length, 0) : 0;
      return size <= limits.bytes;
    }),
    { numRuns: 3_000 },
  );
  fc.assert(fc.property(fc.uint8Array(), (random) => !unzip(random, limits).ok));
});
