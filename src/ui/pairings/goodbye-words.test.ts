import { describe, expect, it } from 'vitest';
import { readyGoodbyes, withReadyWords } from './goodbye-words.ts';

const [done, busy] = readyGoodbyes();

describe('Ben’s goodbye note', () => {
  it('takes the words he chooses, and others when he chooses again', () => {
    const first = withReadyWords('', 'done');
    expect(first).toBe(done?.words);
    expect(withReadyWords(first, 'busy')).toBe(busy?.words);
  });

  it('keeps what he wrote himself', () => {
    const note = withReadyWords('See you at the next meetup.', 'done');
    expect(note).toContain(done?.words);
    expect(note).toContain('See you at the next meetup.');
  });

  it('stays as it is when he chooses nothing', () => {
    expect(withReadyWords('Bye.', '')).toBe('Bye.');
  });
});
