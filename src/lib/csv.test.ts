import { describe, expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { parseCsv } from './csv.ts';

const cells = (text: string) => {
  const table = parseCsv(text);
  return table.ok ? table.rows.map((row) => row.cells) : table;
};

describe('a table of comma separated values', () => {
  it('reads quotes, quotes within quotes, and line breaks within quotes', () => {
    expect(cells('name,words\nAna,"likes ""Go"",\nand tea"\nBen,x')).toEqual([
      ['name', 'words'],
      ['Ana', 'likes "Go",\nand tea'],
      ['Ben', 'x'],
    ]);
  });

  it('finds semicolons and tabs by itself, and ignores a byte order mark', () => {
    expect(cells('\uFEFFname;skills\nAna;Go, Rust')).toEqual([
      ['name', 'skills'],
      ['Ana', 'Go, Rust'],
    ]);
    expect(cells('name\tskills\r\nAna\tGo\r\n')).toEqual([
      ['name', 'skills'],
      ['Ana', 'Go'],
    ]);
    expect(cells('"last, first";mail\n"Lima, Ana";a@b.example')).toEqual([
      ['last, first', 'mail'],
      ['Lima, Ana', 'a@b.example'],
    ]);
  });

  it('says at which line each row begins, also after breaks and blank lines', () => {
    const table = parseCsv('a,b\n"1\n2",x\n\n , \ny,z');
    expect(table.ok && table.rows.map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it('names the line of a quotation mark that is never closed', () => {
    expect(cells('a,b\n1,2\n"x\ny",ok\n3,"four\nfive\n')).toEqual({
      ok: false,
      code: 'unclosed_quote',
      line: 5,
    });
    expect(cells('a,b\n"1\n2","never')).toEqual({ ok: false, code: 'unclosed_quote', line: 3 });
  });

  it('keeps a stray quotation mark and words after a closing one', () => {
    expect(cells('a,b\n5" disk,"a" b')).toEqual([
      ['a', 'b'],
      ['5" disk', 'a b'],
    ]);
  });

  it('keeps empty cells at the end and reads nothing from nothing', () => {
    expect(cells('a,b,\n1,,')).toEqual([
      ['a', 'b', ''],
      ['1', '', ''],
    ]);
    expect(cells('')).toEqual([]);
    expect(cells('\uFEFF\n\n')).toEqual([]);
  });

  it('reads back whatever was written with quotes', () => {
    const cell = fc.string().filter((text) => text.trim() !== '' && !/\r|\uFEFF/.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        (rows) => {
          const quoted = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`));
          const table = parseCsv(quoted.map((row) => row.join(',')).join('\r\n'), ',');
          expect(table.ok && table.rows.map((row) => row.cells)).toEqual(rows);
        },
      ),
    );
  });

  it('never throws, whatever the text', () => {
    const noise = fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', '\t', ' ') });
    fc.assert(fc.property(noise, (text) => void parseCsv(text)));
  });
});
