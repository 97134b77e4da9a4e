import { describe, expect, it } from 'vitest';
import { limits } from './conversation.ts';
import { messageBody } from './message.input.ts';

const codeOf = (text: string) => {
  const parsed = messageBody.safeParse(text);
  return parsed.success ? 'fine' : parsed.error.issues[0]?.message;
};

describe('the words of a message', () => {
  it('keeps Ana’s code as she indented it, with one kind of line end', () => {
    expect(messageBody.parse('Look:\r\n\r\n```\r\n\tif (x)\r\n\t\ty();\r\n```\r\n')).toBe(
      'Look:\n\n```\n\tif (x)\n\t\ty();\n```',
    );
  });

  it('asks for something where there is nothing to see', () => {
    for (const text of ['', ' \n\t ', '\u0000\u0007']) expect(codeOf(text)).toBe('missing');
  });

  it('D6: drops what no text needs and mends halves of characters', () => {
    expect(messageBody.parse('a\u0000b\u001bc\ud800d')).toBe('abc\ufffdd');
    expect(messageBody.parse('e\u0301')).toBe('é');
  });

  it('D7: takes as many characters as it says and not one more, counting bytes too', () => {
    expect(codeOf('a'.repeat(limits.message))).toBe('fine');
    expect(codeOf('a'.repeat(limits.message + 1))).toBe('too_long');
    expect(codeOf('😀'.repeat(limits.messageBytes / 4))).toBe('fine');
    expect(codeOf('😀'.repeat(limits.messageBytes / 4 + 1))).toBe('too_long');
  });
});
