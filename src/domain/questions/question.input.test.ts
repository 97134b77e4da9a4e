import { expect, it } from 'vitest';
import {
  longestBody,
  longestTitle,
  postBody,
  questionWords,
  sharedWords,
} from './question.input.ts';

const said = { title: ' Why  Thursdays? ', body: 'Red.\r\nGreen.\u0000 ', tried: '', triedFor: '' };

const problems = (words: object) =>
  questionWords
    .safeParse({ ...said, ...words })
    .error?.issues.map(({ path, message }) => [path[0], message]);

it('keeps what Ben typed, tidied', () => {
  expect(questionWords.parse(said)).toEqual({
    title: 'Why Thursdays?',
    body: 'Red.\nGreen.',
    tried: '',
    triedFor: '',
  });
});

it('D6: says what is missing, too long, or made to deceive', () => {
  expect(problems({ title: '  ' })).toEqual([['title', 'title_missing']]);
  expect(problems({ body: ' \n' })).toEqual([['body', 'body_missing']]);
  expect(problems({ title: 'a'.repeat(longestTitle + 1) })).toEqual([['title', 'too_long']]);
  expect(problems({ body: '𝕏'.repeat(longestBody) })).toBeUndefined();
  expect(problems({ body: 'a'.repeat(longestBody + 1) })).toEqual([['body', 'too_long']]);
  expect(problems({ title: 'Why\u202ethursdays' })).toEqual([['title', 'hidden_characters']]);
});

it('C4: refuses a field nobody asked for', () => {
  expect(questionWords.safeParse({ ...said, askerId: 'eli' }).success).toBe(false);
  expect(
    sharedWords.safeParse({ title: 'a', question: 'b', answer: 'c', state: 'shared' }).success,
  ).toBe(false);
});

it('takes no empty answer', () => {
  expect(postBody.safeParse(' ').success).toBe(false);
  expect(
    sharedWords.safeParse({ title: 'a', question: 'b', answer: ' ' }).error?.issues,
  ).toMatchObject([{ message: 'answer_missing' }]);
});
