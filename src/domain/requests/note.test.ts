import { describe, expect, it } from 'vitest';
import { checkNote, emptyNote, readNote, writeNote, type Note } from './note.ts';
import { parseNote, parseWords, readDraft, type NoteDraft } from './note.input.ts';

const saying = (working: string): Note => ({ ...emptyNote, working });

describe('a note from Ben', () => {
  it('is asked for a line or two about what he is working on, and for nothing else', () => {
    expect(checkNote(saying(''))).toEqual(['working_missing']);
    expect(checkNote(saying('  \n '))).toEqual(['working_missing']);
    expect(checkNote(saying('Hi there, mentor me?'))).toEqual(['working_short']);
    expect(checkNote(saying('I can’t get my tests to be fast.'))).toEqual([]);
  });

  it('says something in words: no single address, no key held down', () => {
    expect(checkNote(saying('https://example.org/my/very/long/repository'))).toEqual([
      'working_short',
    ]);
    expect(checkNote(saying('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'))).toEqual(['working_short']);
    expect(checkNote(saying('!!!! ???? .... !!!! ???? .... '))).toEqual(['working_short']);
  });

  it('needs fewer signs in scripts that say more with each', () => {
    expect(checkNote(saying('予約システムの検索が遅くて困る'))).toEqual([]);
    expect(checkNote(saying('よろしく'))).toEqual(['working_short']);
  });

  it('stays within what somebody reads', () => {
    const long = 'Lots of words. '.repeat(400);
    expect(
      checkNote({
        ...saying(long),
        share: long,
        skills: Array.from({ length: 11 }, (_, i) => `Skill ${i}`),
        times: [1, 2, 3, 4, 5, 6, 7],
      }),
    ).toEqual(['working_long', 'share_long', 'skills_many', 'times_many']);
  });

  it('is the same after it was saved and read', () => {
    const note: Note = {
      skills: ['C++', 'Ünïcode'],
      working: 'A parser that loses its place.',
      share: '',
      start: 'review',
      times: [1, 2],
      isSwap: true,
    };
    expect(readNote(writeNote(note))).toEqual(note);
    expect(readNote('{"working":"From an older version"}')).toEqual(
      saying('From an older version'),
    );
  });
});

const typed: NoteDraft = {
  skills: [' Rust ', 'Rust', ''],
  working: ' A small tool that reads calendars.\r\n',
  share: '',
  start: 'rhythm',
  times: ['2000', '1000', '2000', '99', 'soon', '1e3'],
  isSwap: false,
};

describe('Ben’s form', () => {
  it('becomes a note with each thing once and the times that are still to come, in order', () => {
    expect(parseNote(typed, 500)).toEqual({
      note: {
        skills: ['Rust'],
        working: 'A small tool that reads calendars.',
        share: '',
        start: 'rhythm',
        times: [1000, 2000],
        isSwap: false,
      },
    });
    expect(parseNote({ ...typed, working: '' }, 500)).toEqual({ problems: ['working_missing'] });
  });

  it('begins with a chat where no way to start is known', () => {
    expect(parseNote({ ...typed, start: 'forever' }, 0)).toMatchObject({ note: { start: 'chat' } });
  });

  it('is read from a draft of any age', () => {
    expect(readDraft(JSON.stringify(typed))).toEqual(typed);
    const empty = { skills: [], working: '', share: '', start: 'chat', times: [], isSwap: false };
    for (const body of ['', 'not json', 'null', '[]', '{"working":7}']) {
      expect(readDraft(body)).toEqual(empty);
    }
  });

  it('takes words with an answer, and asks for some where a question is asked', () => {
    expect(parseWords(' Yes. ', { mayBeEmpty: true })).toEqual({ words: 'Yes.' });
    expect(parseWords('  ', { mayBeEmpty: true })).toEqual({ words: '' });
    expect(parseWords('  ', { mayBeEmpty: false })).toEqual({ problem: 'words_missing' });
    expect(parseWords('a'.repeat(4001), { mayBeEmpty: true })).toEqual({ problem: 'words_long' });
  });
});
