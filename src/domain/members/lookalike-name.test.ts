import { expect, it } from 'vitest';
import { lookalikeOf, shapeOf } from './lookalike-name.ts';

const organisers = [{ name: 'Tamsin Okoro-Vale' }, { name: 'Ana' }];

it.each([
  'Tаmsin Okoro-Vale',
  'TAMSIN OKORO VALE',
  'Tam51n'.replace('51', 'si') + ' 0koro-Va1e',
  'Tarnsin Okoro-Vale',
  'Аnа',
  'Àna',
])('D6: %s looks like an organiser', (name) => {
  expect(lookalikeOf(name, organisers)).toBeDefined();
});

it.each(['Tamsin', 'Hannah', 'Анна', '李小龙', '', '—'])(
  'D6: %s looks like nobody here',
  (name) => {
    expect(lookalikeOf(name, organisers)).toBeUndefined();
  },
);

it('keeps names in other alphabets apart', () => {
  expect(shapeOf('Иван')).not.toBe(shapeOf('Олег'));
});
