import { describe, expect, it } from 'vitest';
import { contactForm } from './contact.input.ts';

describe('a way to reach Ana', () => {
  it('has a name and something behind it', () => {
    expect(contactForm.safeParse({ label: ' Phone ', value: ' 12 ' }).data).toEqual({
      label: 'Phone',
      value: '12',
    });
    const codes = (form: object) =>
      contactForm.safeParse(form).error?.issues.map(({ message }) => message);
    expect(codes({ label: '', value: 'x'.repeat(201) })).toEqual(['label_missing', 'value_long']);
    expect(codes({ label: 'Phone', value: 'a\u202eb' })).toEqual(['value_hidden']);
  });
});
