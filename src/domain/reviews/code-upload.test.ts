import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOf } from '#lib/code/known-text.ts';
import { gather, type Received } from './code-upload.ts';
import fc from '#tests/fast-check.ts';
import { expectEffortBelow } from '#tests/effort.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const none = { pasted: [], uploads: [], patch: '' };
const taken = (received: Partial<Received>) => {
  const done = gather({ ...none, ...received });
  if (!done.ok) throw new Error(JSON.stringify(done.problem));
  return done;
};
const problem = (received: Partial<Received>) => {
  const done = gather({ ...none, ...received });
  return done.ok ? null : done.problem;
};
const pasted = (path: string, text: string, language = '') => ({
  pasted: [{ path, text, language }],
});
const file = (name: string, text: string) => ({ name, bytes: bytes(text) });

describe('Tamsin asks for a look', () => {
  it('at what she pastes: named, or named after its language', () => {
    const { files, notices } = taken({
      pasted: [
        { path: 'src/queue.ts', text: 'a\r\nb\r\n' },
        { path: '', text: 'print(1)', language: 'python' },
        { path: '', text: '#!/usr/bin/python3\nx' },
        { path: '', text: 'no idea' },
        { path: '', text: ' ' },
      ],
    });
    expect(files.map(({ path, language }) => [path, language])).toEqual([
      ['src/queue.ts', 'typescript'],
      ['snippet.py', 'python'],
      ['snippet-2.py', 'python'],
      ['snippet.txt', ''],
    ]);
    expect(files[0]?.after && textOf(files[0].after)).toBe('a\nb\n');
    expect(files[0]).toMatchObject({ change: 'added', before: null, isBinary: false });
    expect(notices).toEqual([]);
  });

  it('at a folder she drops, without the folder, what programs made, and pictures', () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]);
    const { files, notices } = taken({
      uploads: [
        file('shop/src/a.go', 'package a'),
        file('shop/.git/config', 'x'),
        file('shop/node_modules/left/index.js', 'x'),
        file('shop/.DS_Store', 'x'),
        { name: 'shop/logo.png', bytes: picture },
        { name: 'shop/icon.png', bytes: picture },
        { name: '', bytes: new Uint8Array() },
      ],
    });
    expect(files.map(({ path }) => path)).toEqual(['src/a.go']);
    expect(notices).toEqual([
      { what: 'ignored_left_out', path: '.git/config', count: 3 },
      { what: 'binary_left_out', path: 'logo.png', count: 2 },
    ]);
  });

  it('at an archive, which is opened like a folder', () => {
    const archive = zipSync({ 'shop/a.ts': bytes('a'), 'shop/.git/HEAD': bytes('b') });
    const { files, notices } = taken({ uploads: [{ name: 'shop.zip', bytes: archive }] });
    expect(files.map(({ path, language }) => [path, language])).toEqual([['a.ts', 'typescript']]);
    expect(notices.map(({ what }) => what)).toEqual(['ignored_left_out']);
  });

  it('however her editor wrote it', () => {
    const wide = (text: string) =>
      new Uint8Array(new Uint16Array([0xfeff, ...[...text].map((c) => c.charCodeAt(0))]).buffer);
    const { files, notices } = taken({
      uploads: [
        { name: 'marked.txt', bytes: bytes('\ufeffhi ü') },
        { name: 'wide.txt', bytes: wide('hi ü') },
        { name: 'old.txt', bytes: new Uint8Array([0x68, 0x69, 0x20, 0xfc]) },
      ],
    });
    expect(files.map(({ after }) => after?.lines)).toEqual([['hi ü'], ['hi ü'], ['hi ü']]);
    expect(notices).toEqual([{ what: 'letters_guessed', path: 'old.txt', count: 1 }]);
  });
});

describe('she is told kindly, by name and with the limit,', () => {
  it('D7: when it is too much', () => {
    const long = 'x\n'.repeat(20_001);
    expect(problem(pasted('a.ts', long))).toEqual({
      code: 'file_long',
      path: 'a.ts',
      limit: 20_000,
      line: null,
      pasted: 0,
    });
    expect(problem(pasted('a.ts', 'é'.repeat(500_001)))).toMatchObject({
      code: 'file_large',
      path: 'a.ts',
      limit: 1_000_000,
    });
    const many = Array.from({ length: 201 }, (_, i) => file(`${i}.ts`, 'a'));
    expect(problem({ uploads: many })).toMatchObject({ code: 'too_many_files', limit: 200 });
    const large = [1, 2, 3].map((i) => file(`${i}.ts`, 'x'.repeat(900_000)));
    expect(problem({ uploads: large })).toMatchObject({ code: 'too_large', limit: 2_000_000 });
    const bomb = zipSync({ 'a.txt': new Uint8Array(40_000_000) });
    expect(problem({ uploads: [{ name: 'a.zip', bytes: bomb }] })).toMatchObject({
      code: 'file_large',
      path: 'a.txt',
    });
  });

  it('D6, D7: when a name leads elsewhere, hides something, is there twice or very long', () => {
    const code = (path: string) => problem(pasted(path, 'a'))?.code;
    expect(['../a.ts', 'a/../../b', '/etc/passwd', 'C:\\a.ts', '\\\\host\\a'].map(code)).toEqual(
      Array(5).fill('path_outside'),
    );
    expect(['a\u202ets.exe', 'a\u0000b', '\ud800'].map(code)).toEqual(Array(3).fill('path_signs'));
    expect(code('x'.repeat(301))).toBe('path_long');
    expect(
      problem({
        pasted: [
          { path: 'a.ts', text: '1' },
          { path: './a.ts', text: '2' },
        ],
      }),
    ).toMatchObject({ code: 'path_twice', path: 'a.ts' });
    const tricks = zipSync({ 'a/../../x.ts': bytes('a') });
    expect(problem({ uploads: [{ name: 'a.zip', bytes: tricks }] })?.code).toBe('path_outside');
  });

  it('when there is nothing, or nothing to read', () => {
    expect(problem({})?.code).toBe('nothing');
    expect(problem({ uploads: [{ name: 'a.png', bytes: new Uint8Array(9) }] })).toMatchObject({
      code: 'nothing_readable',
      path: 'a.png',
    });
    expect(problem({ uploads: [{ name: 'a.zip', bytes: bytes('PK\u0003\u0004') }] })?.code).toBe(
      'zip_broken',
    );
    expect(problem({ patch: 'not a patch' })?.code).toBe('patch_broken');
  });
});

it('fault 22: a million lines, a megabyte in one line, NULs and halves of signs end quickly', async () => {
  expect(problem(pasted('a', '\n'.repeat(1_000_000)))?.code).toBe('file_long');
  expect(taken(pasted('a', 'x'.repeat(999_000))).files[0]?.after?.lines).toHaveLength(1);
  const { files, notices } = taken(pasted('a', 'x\u0000y\ud800z'));
  expect(files[0]?.after?.lines).toEqual(['x\ufffdy\ufffdz']);
  expect(notices).toEqual([{ what: 'signs_replaced', path: 'a', count: 1 }]);
  await expectEffortBelow(2_000, () => [
    problem(pasted('a', '\n'.repeat(1_000_000))),
    taken(pasted('a', 'x'.repeat(999_000))),
    taken(pasted('a', 'x\u0000y\ud800z')),
  ]);
});

it('D9: whatever comes is taken or refused, and nothing is thrown', () => {
  const text = fc.string({ unit: 'binary' });
  const received = fc.record({
    pasted: fc.array(fc.record({ path: text, text }), { maxLength: 3 }),
    uploads: fc.array(fc.record({ name: text, bytes: fc.uint8Array() }), { maxLength: 3 }),
    patch: text,
  });
  fc.assert(
    fc.property(received, (all) => typeof gather(all).ok === 'boolean'),
    { numRuns: 1_000 },
  );
});
