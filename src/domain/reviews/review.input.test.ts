import { describe, expect, it } from 'vitest';
import { askForm, commentForm, placeForm } from './review.input.ts';

const codes = (result: { error?: { issues: { message: string }[] } | undefined }) =>
  result.error?.issues.map(({ message }) => message);

describe('what Ben types about his code', () => {
  it('has a title of one line, and a link that leads to the web or nowhere', () => {
    const typed = { title: ' Retry  it ', lookAt: 'a\r\nb', leaveOut: '', link: '' };
    expect(askForm.parse(typed)).toMatchObject({ title: 'Retry it', lookAt: 'a\nb', link: '' });
    const wrong = { ...typed, title: ' ', link: 'javascript:alert(1)' };
    expect(codes(askForm.safeParse(wrong))).toEqual(['title_missing', 'link_unusable']);
    const long = { ...typed, title: 'x'.repeat(121), lookAt: 'x'.repeat(2001) };
    expect(codes(askForm.safeParse(long))).toEqual(['title_long', 'look_at_long']);
    const odd = { ...typed, link: 'https://a.example/>*' };
    expect(askForm.parse(odd).link).toBe('https://a.example/%3E*');
  });
});

describe('what Ana types about a line', () => {
  it('has a kind and words, or a suggestion that keeps its spaces', () => {
    const only = { kind: 'idea', body: ' ', suggestion: '    return;\r\n' };
    expect(commentForm.parse(only)).toEqual({
      ...{ kind: 'idea', body: '', suggestion: '    return;\n' },
    });
    expect(commentForm.parse({ kind: 'nice', body: 'Oh' }).suggestion).toBeNull();
    expect(codes(commentForm.safeParse({ kind: 'bad', body: ' ' }))).toContain('kind_missing');
    expect(codes(commentForm.safeParse({ kind: 'nice', body: '' }))).toEqual(['body_missing']);
    const long = { kind: 'nice', body: 'x'.repeat(5001) };
    expect(codes(commentForm.safeParse(long))).toEqual(['body_long']);
  });

  it('is about lines, a file or the whole', () => {
    expect(placeForm.parse({ revision: '2' })).toEqual({ revision: 2, place: null });
    expect(placeForm.parse({ revision: '2', path: 'a' }).place).toEqual({ path: 'a' });
    const lines = { revision: '1', path: 'a', side: 'before', from: '9', to: '4' };
    expect(placeForm.parse(lines).place).toEqual({ path: 'a', side: 'before', from: 4, to: 9 });
    expect(placeForm.safeParse({ revision: '0' }).success).toBe(false);
  });
});
