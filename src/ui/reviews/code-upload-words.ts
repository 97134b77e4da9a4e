/** What is said about code that came in: why it can't be taken, and what was left out of it. */
import type { IntakeProblem, Notice } from '#domain/reviews/code-upload.ts';
import type { SecretKind } from '#lib/code/secrets.ts';
import { m } from '#words/paraglide/messages.js';

const megabytes = (limit: number | null): string => String(Math.round((limit ?? 0) / 1e6));

/** Why nothing was taken, naming the file. */
export function sayIntakeProblem({ code, path, limit, line }: IntakeProblem): string {
  const name = path ?? '';
  switch (code) {
    case 'nothing':
      return m.reviews_problem_nothing();
    case 'nothing_readable':
      return m.reviews_problem_nothing_readable({ path: name });
    case 'path_empty':
      return m.reviews_problem_path_empty();
    case 'path_long':
      return m.reviews_problem_path_long({ path: shortened(name), limit: limit ?? 0 });
    case 'path_outside':
      return m.reviews_problem_path_outside({ path: shortened(name) });
    case 'path_signs':
      return m.reviews_problem_path_signs({ path: shortened(name) });
    case 'path_twice':
      return m.reviews_problem_path_twice({ path: name });
    case 'file_large':
      return m.reviews_problem_file_large({ path: name, size: megabytes(limit) });
    case 'file_long':
      return m.reviews_problem_file_long({ path: name, limit: limit ?? 0 });
    case 'too_many_files':
      return m.reviews_problem_too_many_files({ limit: limit ?? 0 });
    case 'too_large':
      return m.reviews_problem_too_large({ size: megabytes(limit) });
    case 'patch_broken':
      return line === null
        ? m.reviews_problem_patch_broken()
        : m.reviews_problem_patch_broken_at({ line });
    case 'too_long':
      return m.reviews_problem_too_long();
    case 'too_often':
      return m.reviews_problem_too_often();
    case 'busy':
      return m.reviews_problem_busy();
    case 'patch_merge':
      return m.reviews_problem_patch_merge();
    case 'zip_broken':
    case 'zip_encrypted':
    case 'zip_unsupported':
      return m.reviews_problem_archive({ path: name });
  }
}

const shortened = (path: string): string => (path.length > 60 ? `${path.slice(0, 59)}…` : path);

/** What was left out or put right. */
export function sayNotice({ what, count }: Pick<Notice, 'what' | 'count'>): string {
  switch (what) {
    case 'binary_left_out':
      return m.reviews_notice_binary({ count });
    case 'ignored_left_out':
      return m.reviews_notice_ignored({ count });
    case 'link_left_out':
      return m.reviews_notice_link({ count });
    case 'signs_replaced':
      return m.reviews_notice_signs({ count });
    case 'letters_guessed':
      return m.reviews_notice_letters({ count });
  }
}

/** What looks like a secret. */
export const secretWords: Readonly<Record<SecretKind, () => string>> = {
  private_key: m.reviews_secret_private_key,
  access_token: m.reviews_secret_access_token,
  signed_token: m.reviews_secret_signed_token,
  password: m.reviews_secret_password,
  connection_password: m.reviews_secret_connection_password,
};
