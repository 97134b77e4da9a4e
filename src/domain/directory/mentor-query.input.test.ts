import { describe, expect, it } from 'vitest';
import { readAsked, writeAsked } from './mentor-query.input.ts';

const read = (text: string) => readAsked(new URLSearchParams(text)).asked;
const nothing = read('');

describe('the address of the list', () => {
  it('says everything Ben asked for, and gives it back', () => {
    const text =
      'q=slow+queries&skill=c%23&skill=Go&match=all&wants=CSS&mode=review&terms=free&language=en&hours=some&room=on';
    expect(read(text)).toEqual({
      words: 'slow queries',
      skills: ['c#', 'Go'],
      skillMode: 'all',
      wants: ['CSS'],
      modes: ['review'],
      terms: ['free'],
      languages: ['en'],
      hours: 0.25,
      hasRoom: true,
    });
    expect(writeAsked(read(text)).toString()).toBe(text);
  });

  it('is empty for a search for everyone', () => {
    expect(writeAsked(nothing).toString()).toBe('');
    expect(nothing.hours).toBe(0);
  });

  it('leaves out what means nothing, and never complains', () => {
    const odd =
      'skill=&skill=+Go++&skill=Go&mode=fly&terms=gold&hours=-3&match=both&room=1&after=x&skill=' +
      'x'.repeat(61);
    expect(read(odd)).toEqual({ ...nothing, skills: ['Go'] });
    expect(read('hours=abc')).toEqual(nothing);
    expect(read(`q=${'y'.repeat(5000)}`).words).toHaveLength(200);
    expect(read('skill=a'.concat('&skill=b'.repeat(50))).skills).toEqual(['a', 'b']);
  });

  it('reads any number of hours', () => {
    expect(read('hours=2').hours).toBe(2);
    expect(read('hours=4.5').hours).toBe(4.5);
    expect(read('hours=0').hours).toBe(0);
  });
});
