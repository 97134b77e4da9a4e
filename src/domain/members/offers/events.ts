/** The tick went off by itself, because nobody confirmed it. Nobody else is told. */
export interface TickLapsed {
  name: 'TickLapsed';
  memberId: string;
}
