/** Loaded before a shared server: exchanges its database when the test process says so, and wakes its worker. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Begin again from the files of a folder, or look for what is due. */
export type Order = { restore: string } | 'wake';

process.on('message', (order: Order) => {
  if (order === 'wake') process.emit('bothways:wake' as 'beforeExit', 0);
  else reopen(order.restore);
});
// The test process is gone, however it ended.
process.on('disconnect', () => process.exit(0));

function reopen(template: string): void {
  const folder = process.env['DATA_FOLDER'] ?? '';
  const exchange = () => {
    for (const end of ['', '-wal', '-shm'])
      rmSync(join(folder, `bothways.db${end}`), { force: true });
    cpSync(template, folder, { recursive: true });
  };
  const done = () => process.send?.('restored');
  process.emit('bothways:reopen' as 'message', exchange, done as never);
}
