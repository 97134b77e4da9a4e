import { describe, expect, it } from 'vitest';
import { done } from '#lib/outcome.ts';
import { decide, type Claim } from './sign-in-provider.ts';

const stranger: Claim = {
  connectedTo: null,
  signedInAs: null,
  email: 'ana@example.org',
  isEmailVerified: true,
  owner: null,
};
const ana = { memberId: 'ana', status: 'active', isVerified: true } as const;

describe('an account elsewhere', () => {
  it('signs in whom it is connected to, whatever address it has now', () => {
    expect(decide({ ...stranger, connectedTo: 'ana', email: '' })).toEqual(
      done({ kind: 'sign_in', memberId: 'ana' }),
    );
  });

  it('A10: is connected to whoever is signed in', () => {
    expect(decide({ ...stranger, signedInAs: 'ana', isEmailVerified: false })).toEqual(
      done({ kind: 'connect', memberId: 'ana' }),
    );
  });

  it('A10: is never taken from the member it belongs to', () => {
    expect(decide({ ...stranger, signedInAs: 'ben', connectedTo: 'ana' })).toMatchObject({
      code: 'belongs_to_other',
    });
  });

  it('A10: is connected to Ana’s account when both sides have verified her address', () => {
    expect(decide({ ...stranger, owner: ana })).toEqual(
      done({ kind: 'connect_and_sign_in', memberId: 'ana' }),
    );
  });

  it('A10: is refused where somebody made an account with Ana’s address before her and never verified it', () => {
    expect(decide({ ...stranger, owner: { ...ana, isVerified: false } })).toMatchObject({
      code: 'unverified_here',
    });
  });

  it('A10: is refused where the other site has not verified the address', () => {
    expect(decide({ ...stranger, owner: ana, isEmailVerified: false })).toMatchObject({
      code: 'unverified_there',
    });
    expect(decide({ ...stranger, email: '' })).toMatchObject({ code: 'unverified_there' });
  });

  it('leads somebody new, or on the organisers’ list, to joining', () => {
    expect(decide(stranger)).toEqual(done({ kind: 'join', memberId: null }));
    expect(
      decide({ ...stranger, owner: { ...ana, status: 'invited', isVerified: false } }),
    ).toEqual(done({ kind: 'join', memberId: 'ana' }));
  });
});
