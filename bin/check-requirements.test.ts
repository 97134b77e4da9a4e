import { describe, expect, it } from 'vitest';
import { disagreements } from './check-requirements.ts';

// Put together here, so that the check does not find them in this file.
const planted = { requirement: `H${99}`, fault: `fault ${99}` };

const list = `# Requirements
- **A1** Both answers look the same.
- **fault 8** Letters wait while the mail server is down.
`;
const proof = { path: 'a.test.ts', text: `it('A1: looks the same'); it('fault 8: waits')` };

describe('the list of requirements', () => {
  it('agrees with sources that name each of them', () => {
    expect(disagreements(list, [proof])).toEqual([]);
  });

  it('lacks what a source names and it does not', () => {
    const { requirement, fault } = planted;
    const more = { path: 'b.ts', text: `// ${requirement} (requirement ${requirement}, ${fault})` };
    expect(disagreements(list, [proof, more])).toEqual([
      `${requirement}: named in b.ts, and not in the list`,
      `${fault}: named in b.ts, and not in the list`,
    ]);
  });

  it('says of nothing that it is met when no source names it', () => {
    expect(disagreements(`${list}- **A2** A link works once.\n`, [proof])).toEqual([
      'A2: in the list, and named nowhere; prove it, or mark it "not yet met"',
    ]);
  });

  it('may hold what is not yet met, until a source names it', () => {
    const ahead = `${list}- **A2** (not yet met) A link works once.\n`;
    expect(disagreements(ahead, [proof])).toEqual([]);
    expect(disagreements(ahead, [proof, { path: 'b.ts', text: 'A2: works once' }])).toEqual([
      'A2: marked "not yet met", and named in b.ts',
    ]);
  });

  it('has each of them once', () => {
    expect(disagreements(`${list}- **A1** Again.\n`, [proof])).toEqual([
      'A1: stands twice in the list',
    ]);
  });

  it('is not asked about encoded words, names of skills and longer words', () => {
    const text = '=?UTF-8?q?Gr=C3=BC=C3=9Fe?= C|C3|CUE XA1 A1b default 12';
    expect(disagreements(list, [proof, { path: 'c.ts', text }])).toEqual([]);
  });
});
