import { expect, it } from 'vitest';
import { Dice } from '../src/demo/dice.ts';
import { howMany, seed } from './chance.ts';
import { hostileText, readers } from './hostile-inputs.ts';

const tried = howMany({ test: 400, soak: 5_000 });

it.each(Object.entries(readers))(
  'D9: whatever somebody sends as %s, reading it comes to an end and never throws',
  (name, reader) => {
    for (let index = 0; index < tried; index++) {
      const text = hostileText(new Dice(`${seed} ${name} ${index}`), reader);
      expect(() => reader.read(text), `number ${index}`).not.toThrow();
    }
  },
);
