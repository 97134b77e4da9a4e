/** When both are told that their pairing has ended; until now only the job that tells them knew it. */
export const statements = [
  `alter table pairings add column told_at bigint`,
  `update pairings set told_at = coalesce(
    (select max(due_at) from jobs where kind = 'event:PairingWrappedUp' and job_key = pairings.id),
    wrapped_up_at
  ) where state = 'wrapped_up'`,
];
