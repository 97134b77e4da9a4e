/** What a piece of code is, as far as colours tell. */
export type TokenKind = 'plain' | 'keyword' | 'string' | 'number' | 'comment' | 'name';

/** A piece of one line of code; the texts of a line's tokens make up the line. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
}

/** The class each kind has in the style sheet; '' for none. No other class is ever written. */
export const tokenClasses: Readonly<Record<TokenKind, string>> = {
  plain: '',
  keyword: 'k',
  string: 's',
  number: 'n0',
  comment: 'c',
  name: 'f',
};
