/** One file each, in the language its author is learning or at home in. */
export const calendarQuery = `-- All days of a year with who waters. Four seconds once there is data.
select d.day, p.number, w.plot is not null as watered
from days d
cross join plots p
left join waterings w
  on w.plot = p.number
  and date(w.day) = d.day
where d.day between '2026-01-01' and '2026-12-31'
order by d.day, p.number;
`;

export const bookingForm = `type Field = { name: string; value: string; problem?: string };

export function parse(fields: Field[]): { nights: number; guests: number } | Field[] {
  const problems = fields.filter((field) => field.problem !== undefined);
  if (problems.length > 0) return problems;
  const numberIn = (name: string) => Number(fields.find((f) => f.name === name)?.value);
  return { nights: numberIn('nights'), guests: numberIn('guests') };
}
`;

export const linkChecker = `import re
import sys
from pathlib import Path

LINK = re.compile(r"\\[[^\\]]*\\]\\(([^)\\s]+)\\)")

def broken(page: Path) -> list[str]:
    text = page.read_text()
    links = [link for link in LINK.findall(text) if "://" not in link]
    return [link for link in links if not (page.parent / link.split("#")[0]).exists()]

for name in sys.argv[1:]:
    for link in broken(Path(name)):
        print(f"{name}: {link}")
`;

export const tally = `use std::collections::HashMap;
use std::io::{self, BufRead};

fn main() {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for line in io::stdin().lock().lines() {
        let line = line.unwrap();
        let bird = line.trim().to_string();
        let count = counts.get(&bird).unwrap_or(&0) + 1;
        counts.insert(bird.clone(), count);
    }
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1));
    for (bird, count) in sorted {
        println!("{count:>4} {bird}");
    }
}
`;

export const dialogCode = `export function open(dialog: HTMLDialogElement): void {
  dialog.showModal();
  dialog.querySelector('input')?.focus();
}

export function close(dialog: HTMLDialogElement): void {
  dialog.close();
  document.body.focus();
}
`;

/** Something that looks like a key and opens nothing; put together here so that nobody takes it for one. */
export const dialogSettings = [
  'UPLOAD_URL=https://files.example',
  'UPLOAD_KEY=' + 'q7Rw2mXk9LtZ4vBn8sHd',
]
  .join('\n')
  .concat('\n');
