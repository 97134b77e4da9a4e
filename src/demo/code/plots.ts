/** Five files in four languages: the first page of a tool for an allotment. */
import type { Pasted } from '#domain/reviews/code-upload.ts';

export const plots: readonly Pasted[] = [
  {
    path: 'src/plots/plot.ts',
    text: `export interface Plot {
  readonly number: number;
  readonly keeper: string;
  /** Square metres. */
  readonly size: number;
}

/** What a plot costs a year, in cents: a share of the water and something for the shed. */
export function feeFor(plot: Plot, water: number, all: readonly Plot[]): number {
  const area = all.reduce((sum, { size }) => sum + size, 0);
  const share = Math.round((water * plot.size) / area);
  return share + 1200;
}
`,
  },
  {
    path: 'src/plots/plot.test.ts',
    text: `import { expect, it } from 'vitest';
import { feeFor, type Plot } from './plot.ts';

const small: Plot = { number: 1, keeper: 'Bruna', size: 40 };
const large: Plot = { number: 2, keeper: 'Idris', size: 60 };

it('asks a larger plot for more of the water', () => {
  const all = [small, large];
  expect(feeFor(small, 10_000, all)).toBe(5200);
  expect(feeFor(large, 10_000, all)).toBe(7200);
});
`,
  },
  {
    path: 'src/plots/plots.css',
    text: `.plots {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr));
  gap: 1rem;
}

.plot[data-free] {
  border: 1px dashed currentcolor;
}

@media (prefers-reduced-motion: no-preference) {
  .plot {
    transition: translate 120ms;
  }
}
`,
  },
  {
    path: 'db/0004-plots.sql',
    text: `create table plots (
  number integer primary key,
  keeper text not null,
  size integer not null check (size > 0)
);

create table waterings (
  plot integer not null references plots (number),
  day text not null,
  primary key (plot, day)
);

-- The calendar asks by day.
create index waterings_day on waterings (day);
`,
  },
  {
    path: 'bin/water-bill.py',
    text: `"""Splits the water bill: number and size of each plot on stdin, cents on stdout."""
import sys

def main(bill: int) -> None:
    plots = [line.split() for line in sys.stdin if line.strip()]
    area = sum(int(size) for _, size in plots)
    for number, size in plots:
        print(number, bill * int(size) // area)

if __name__ == "__main__":
    main(int(sys.argv[1]))
`,
  },
];
