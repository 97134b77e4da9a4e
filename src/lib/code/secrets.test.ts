import { describe, expect, it } from 'vitest';
import { expectEffortBelow } from '#tests/effort.ts';
import { findSecrets } from './secrets.ts';

/** Random signs made here, so that nothing in this file looks like a secret to anybody's scanner. */
function made(length: number, of = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789') {
  let state = 20_261;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return of[state % of.length] ?? '';
  }).join('');
}
const capitals = 'ABCDEFGHJKLMNPQRSTUVWXYZ234567';
const join = (...parts: string[]) => parts.join('');
const kindsIn = (text: string) => findSecrets(text).map(({ what }) => what);
const dashes = '-'.repeat(5);

describe('before Tamsin sends her code she is shown', () => {
  it.each([
    join('AK', 'IA', made(16, capitals)),
    join('AI', 'za', made(35)),
    join('gh', 'p_', made(36)),
    join('github', '_pat_', made(60)),
    join('gl', 'pat-', made(20)),
    join('xo', 'xb-', made(30)),
    join('https://hooks.slack', '.com/services/T', made(8), '/B', made(8), '/', made(24)),
    join('sk', '_live_', made(24)),
    join('npm', '_', made(36)),
    join('sk', '-', made(48)),
    join('Account', 'Key=', made(86), '=='),
    join(made(3), '8', 'Q~', made(31)),
  ])('a key a service gave her: %#', (token) => {
    expect(findSecrets(`one\nconst x = f('${token}')\n`)).toEqual([
      { line: 2, what: 'access_token' },
    ]);
  });

  it('a private key by its first line, in a file and inside a program', () => {
    const head = join(dashes, 'BEGIN RSA PRIVATE', ' KEY', dashes);
    const body = made(64);
    expect(findSecrets(`a\nb\n${head}\n${body}\n${body}\n`)).toEqual([
      { line: 3, what: 'private_key' },
    ]);
    expect(kindsIn(`const key = "${head}\\n${body}";`)).toEqual(['private_key']);
    expect(kindsIn(join('PuTTY-User-', 'Key-File-3: ssh-ed25519'))).toEqual(['private_key']);
  });

  it('a signed token, a connection with its password, and passwords she wrote down', () => {
    const token = join('ey', 'J', made(30), '.ey', 'J', made(60), '.', made(43));
    expect(kindsIn(`curl -H "Authorization: Bearer ${token}"`)).toEqual(['signed_token']);
    const word = made(12);
    expect(kindsIn(`postgres://app:${word}@db.internal/app`)).toEqual(['connection_password']);
    expect(kindsIn(`Server=db;User=app;Password=${word};`)).toEqual(['connection_password']);
    expect(kindsIn(`  password: '${word}',`)).toEqual(['password']);
    expect(kindsIn(`$config['db_password'] = "${word}";`)).toEqual(['password']);
    expect(kindsIn(`{"apiKey": "${made(32)}"}`)).toEqual(['password']);
    expect(kindsIn(`SMTP_PASSWORD=${word}`)).toEqual(['password']);
  });

  it.each(['$', '%', '{', '}{', '%4', '&$!'])('a password with %s in it', (signs) => {
    const word = join(made(6), signs, made(7));
    expect(kindsIn(`password: '${word}',`)).toEqual(['password']);
    expect(kindsIn(`postgres://app:${word}@db.internal/app`)).toEqual(['connection_password']);
    expect(kindsIn(`SMTP_PASSWORD=${word}`)).toEqual(['password']);
  });

  it('each line once, and fifty at most', () => {
    const token = join('gh', 'p_', made(36));
    expect(findSecrets(`${token} ${token}`)).toHaveLength(1);
    expect(findSecrets(`${token}\n`.repeat(200))).toHaveLength(50);
  });
});

describe('she is not bothered about', () => {
  it.each([
    `"integrity": "sha512-${made(86)}=="`,
    `checksum = "${made(64, '0123456789abcdef')}"`,
    `commit ${made(40, '0123456789abcdef')}`,
    "const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';",
    "token: '7c9e6679-7425-40de-944b-e07fc1f90ae7',",
    "password: 'changeme'",
    "password = 'your-password-here'",
    'PASSWORD=${DB_PASSWORD}',
    'SMTP_PASSWORD=$SMTP_PASS1',
    'SMTP_PASSWORD=$(pass show smtp1)',
    "password: '{{ .Values.db1 }}'",
    "password: '{{.Values.db1}}'",
    "password: '{db_pass_1}'",
    "password: '#{db_pass_1}'",
    "password: '%(db_pass_1)s'",
    "password: '%DB_PASS_1%'",
    "password: '<db-pass-1>'",
    "password: '<%=db_pass_1%>'",
    'postgres://{user1}:{pass1}@{host}/app',
    'postgres://$USER1:$PASS1@db/app',
    'const password = process.env.DB_PASSWORD;',
    "password: process.env['DB_PASSWORD'] ?? 'example',",
    'token = os.environ["API_TOKEN"]',
    "if (password === '') throw new Error('password: missing');",
    '<input type="password" autocomplete="current-password">',
    `label = { password: 'Kennwort', token: 'accounts.settings.token' }`,
    "secret: 'xxxxxxxxxxxxxxxxxxxx'",
    'postgres://user:password@localhost/app',
    'https://example.com:8080/@scope/name',
    `if (pem.startsWith('${dashes}BEGIN PRIVATE${' KEY'}${dashes}')) return;`,
    'type Token = { kind: string; text: string };',
    `AKIA${'X'.repeat(16)}`,
  ])('%s', (line) => {
    expect(findSecrets(line)).toEqual([]);
  });
});

it('D8: the worst texts we could think of take no longer than others', async () => {
  const worst = ['eyJ-', 'a.', 'A', 'token: "', '://a:', join('gh', 'p_'), 'sk-', ';pwd=a;', '\n'];
  const heads = [
    join(dashes, 'BEGIN PRIVATE', ' KEY', dashes),
    'PASSWORD=a\n',
    'SG.',
    '-----BEGIN ',
  ];
  for (const part of [...worst, ...heads]) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length));
    await expectEffortBelow(1_000, () => findSecrets(text), part);
  }
});
