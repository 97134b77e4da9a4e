import { describe, expect, it } from 'vitest';
import { type Exported, type ExportWords, writeMarkdown } from './review-markdown.ts';
import fc from '#tests/fast-check.ts';
import { drafted, revised } from './review.ts';
import type { CommentView } from './review-view.ts';

const words: ExportWords = {
  kind: (kind) => kind,
  lookAt: 'Please look at',
  leaveOut: 'Please leave out',
  link: 'Also at',
  overall: 'Overall',
  comments: 'Comments',
  whole: 'On the whole',
  place: ({ path, from, revision }) => `${path}, line ${from}, revision ${revision}`,
  suggestion: 'Instead',
  removed: 'Removed',
  sorted: 'sorted',
  pickedUp: 'Picked up',
  date: () => '18 November',
};

const person = (name: string) => ({
  ...{ id: name, name, pronouns: '', hue: 1, avatarId: null, place: '', timeZone: '' },
  isGone: false,
});

const remark: CommentView = {
  ...{ id: 'c', by: 'other', kind: 'question', body: 'Why?', suggestion: null, version: 1 },
  ...{ sentAt: 1, draftedAt: 1, sortedAt: 2, takenAt: null, isRemoved: false, revision: 1 },
  place: { path: 'a.js', side: 'after', from: 3, to: 3 },
  excerpt: ['let x;'],
  now: { on: 'whole', lost: null },
  mayTake: false,
  replies: [{ id: 'd', by: 'you', body: 'Oh', sentAt: 1, isRemoved: false }],
};

function exported(comment: Partial<CommentView>, title = 'Retry'): Exported {
  const named = { title, lookAt: 'The retry', leaveOut: '', link: 'https://a.example/' };
  return {
    review: revised(drafted({ id: 'r', pairingId: 'p', authorId: 'ben', ...named }, 1), 2),
    you: person('Ben'),
    other: person('Ana'),
    youAre: 'author',
    comments: [{ ...remark, ...comment }],
    looks: [{ by: 'other', revision: 1, words: 'Good start', at: 3 }],
    pickedUp: { yours: 'Jitter', theirs: '' },
    files: [],
  };
}

describe('a review taken along as Markdown', () => {
  it('has everything Ana and Ben said, with the code it was about', () => {
    const text = writeMarkdown(exported({ suggestion: 'const x = 1;' }), words);
    const expected = [
      '# Retry',
      '## Please look at',
      '> The retry',
      '### a.js, line 3, revision 1 · question · sorted',
      '```\nlet x;\n```',
      '**Ana**, 18 November:\n\n> Why?',
      'Instead:\n\n```\nconst x = 1;\n```',
      '> **Ben**, 18 November:\n>\n> > Oh',
      '## Overall',
      '> Good start',
      '**Ben**:\n\n> Jitter',
    ];
    let from = 0;
    for (const piece of expected) {
      expect(text.indexOf(piece, from), piece).toBeGreaterThanOrEqual(from);
      from = text.indexOf(piece, from);
    }
  });

  it('D2: cannot be left by code, whatever fences it holds, nor by words or names', () => {
    const ticks = fc.array(fc.constantFrom('`', '```', '~~~', 'x', ' ', '# Out', '<b>'));
    fc.assert(
      fc.property(
        fc.array(
          ticks.map((parts) => parts.join('')),
          { minLength: 1 },
        ),
        (excerpt) => {
          const lines = writeMarkdown(exported({ excerpt }), words).split('\n');
          const open = lines.findIndex((line) => /^`{3,}$/.test(line));
          const close = open + 1 + excerpt.length;
          expect(lines.slice(open + 1, close)).toEqual(excerpt);
          expect(lines[close]).toBe(lines[open]);
          const fence = lines[open] ?? '';
          expect(excerpt.some((line) => line.includes(fence))).toBe(false);
        },
      ),
    );
    const body = 'Well\n# Out\n```\n> x';
    const text = writeMarkdown(exported({ body }, '[x](y) <script>'), words);
    expect(text).toContain('# \\[x\\](y) \\<script\\>');
    expect(text).toContain('> Well\n> # Out\n> ```\n> > x');
  });
});
