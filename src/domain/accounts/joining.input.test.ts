import { describe, expect, it } from 'vitest';
import { memberName } from './joining.input.ts';

describe('a name', () => {
  it.each(['Ana', 'Nguyễn Thị Minh', 'יעל', 'علی', '李雷', 'O’Brien', 'नि‌तिन', 'Ø'])(
    'may be %s',
    (name) => {
      expect(memberName.parse(name)).toBe(name.normalize('NFC'));
    },
  );

  it('D6: refuses what turns or hides letters', () => {
    for (const name of ['Ana\u202e', '\u200bAna', 'A\u0000na', 'An\u2066a', '\u200d']) {
      expect(memberName.safeParse(name).error?.issues[0]?.message).toBe('name_hidden');
    }
  });

  it('is counted in characters, not in bytes', () => {
    expect(memberName.safeParse('😀'.repeat(80)).success).toBe(true);
    expect(memberName.safeParse('😀'.repeat(81)).error?.issues[0]?.message).toBe('name_long');
    expect(memberName.safeParse(' \n ').error?.issues[0]?.message).toBe('name_missing');
  });
});
