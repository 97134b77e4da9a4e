/** A second pair of eyes: from a patch to what both picked up, by keyboard, with script and without. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  acceptSuggestion,
  suggestRhythm,
} from '#domain/meetings/meeting-suggestions.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { idOf, onVideo, thursdays } from '#tests/meetings.ts';
import { expect, test, withAndWithoutScript, type StoryServer } from './fixtures.ts';
import { choose, follow, press, reach, write } from './keyboard.ts';
import { goingAlong, newMember, quietServer, seenBy, visit } from './two-people.ts';

const title = 'Retry the upload queue';

const firstPatch = `diff --git a/src/queue.js b/src/queue.js
index 3b18e51..f2ad6c7 100644
--- a/src/queue.js
+++ b/src/queue.js
@@ -1,6 +1,10 @@
 export async function drain(queue) {
   for (const item of queue) {
-    await send(item);
+    for (let attempt = 1; attempt <= 3; attempt++) {
+      const result = await send(item);
+      if (result.ok) break;
+      await wait(250 * attempt);
+    }
     item.done = true;
   }
 }
diff --git a/docs/notes.md b/docs/retry.md
similarity index 66%
rename from docs/notes.md
rename to docs/retry.md
index 1a2b3c4..5d6e7f8 100644
--- a/docs/notes.md
+++ b/docs/retry.md
@@ -1,2 +1,3 @@
 # The queue
 Files wait here.
+Each is tried three times.
diff --git a/logo.png b/logo.png
index 1234567..89abcde 100644
Binary files a/logo.png and b/logo.png differ
`;

/** Against the same original: what Ana suggested, a line more at the top, and one less further down. */
const secondPatch = `diff --git a/src/queue.js b/src/queue.js
index 3b18e51..0badcaf 100644
--- a/src/queue.js
+++ b/src/queue.js
@@ -1,6 +1,10 @@
 export async function drain(queue) {
+  const times = 3;
   for (const item of queue) {
-    await send(item);
-    item.done = true;
+    for (let attempt = 1; attempt <= times; attempt++) {
+      const result = await send(item);
+      if (result.ok) break;
+      await wait(250 * 2 ** attempt);
+    }
   }
 }
`;

for (const { title: how, javaScriptEnabled } of withAndWithoutScript) {
  test.describe(how, () => {
    test.use({ javaScriptEnabled });

    test('Story 13: Ben sends a patch, Ana comments on lines, revision two shows what changed, comments are sorted, and both say what they picked up', async ({
      page,
    }) => {
      const server = await quietServer();
      const { ana, ben, pairingId } = await goingAlong(server);
      const cy = await newMember(server, { name: 'Cy Lindqvist' });
      await meetOnThursdays(server, { ana, ben, pairingId });

      await visit(page, { server, member: ben, path: `/pairings/${pairingId}/reviews` });
      await follow(page, 'Ask for a look');
      await write(page, 'What is it?', title);
      await write(page, /^What would you like/, 'What happens when the third try fails too?');
      await write(page, 'Code', firstPatch);
      await press(page, 'Go on');
      await expect(page).toHaveURL(/\/draft/);
      const files = page.getByRole('region', { name: 'Files' });
      for (const path of ['src/queue.js', 'docs/retry.md', 'logo.png'])
        await expect(files.getByText(path, { exact: true }).first()).toBeVisible();
      const review = new URL(page.url()).pathname.replace('/draft', '');
      expect((await seenBy(server, { member: ana, path: review })).status).toBe(404);
      await press(page, 'Send to Ana Hallgrímsson');
      await expect(page).toHaveURL(oneReview);
      await expect(page.getByText('Waiting for Ana Hallgrímsson')).toBeVisible();

      await visit(page, { server, member: ana, path: '/your-turn' });
      await follow(page, new RegExp(title));
      await expect(page).toHaveURL(oneReview);
      await expect(page.getByText('Was docs/notes.md').first()).toBeVisible();
      await expect(page.getByText('Not text, so it isn’t shown').first()).toBeVisible();
      const about = { file: 'src/queue.js' };
      await comment(page, {
        ...about,
        line: 4,
        kind: 'Nice',
        body: 'One name for what came back.',
      });
      await comment(page, { ...about, line: 5, kind: 'Question', body: 'And if none is *ok*?' });
      const slower = '      await wait(250 * 2 ** attempt);';
      const worth = { line: 6, kind: 'Worth fixing', body: 'All wake up at once.' };
      await comment(page, { ...about, ...worth, instead: slower });
      await comment(page, { ...about, line: 8, kind: 'Idea', body: 'Is it done when all failed?' });
      await expect(page.getByText('not sent yet').first()).toBeVisible();
      await write(page, 'Overall, in a sentence or two', 'It reads well from top to bottom.');
      await press(page, 'I’ve had a look');
      await expect(page.getByText('Waiting for Ben Achterberg')).toBeVisible();

      await visit(page, { server, member: ben, path: review });
      await expect(page.getByText('It reads well from top to bottom.')).toBeVisible();
      await press(page, /^Take this into the next revision/);
      await expect(page.getByText('Taken into the next revision.')).toBeVisible();
      await follow(page, 'Go on with revision 2');
      await addCode(page, secondPatch);
      await expect(page.getByRole('heading', { name: 'Before you send revision 2' })).toBeVisible();
      await write(page, /^What changed, in a line or two/, 'It waits longer each time.');
      await press(page, 'Send to Ana Hallgrímsson');
      await expect(page).toHaveURL(oneReview);

      await visit(page, { server, member: ana, path: review });
      await expect(page.getByText('It waits longer each time.')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Line 2, added' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Line 8, removed' })).toBeVisible();
      await expect(
        page.getByText('Written about line 5 of revision 1, which moved here.'),
      ).toBeVisible();
      // Its line went in this revision: it stays beside the line as it was.
      await expect(page.getByText('Is it done when all failed?')).toBeVisible();
      await press(page, /^Sorted ?: Question/);
      await expect(page.getByText('And if none is ok?')).toBeHidden();
      await press(page, /^Talk it through on/);
      await expect(page.getByText('Waiting for Ben Achterberg')).toBeVisible();
      await visit(page, { server, member: ben, path: `/pairings/${pairingId}` });
      await expect(page.getByText(`Talk through “${title}”`)).toBeVisible();

      await visit(page, { server, member: ben, path: review });
      await unfold(page, 'Wrap up this review');
      await press(page, 'Wrap it up');
      await pickUp(page, 'Waiting can be a choice.');
      await visit(page, { server, member: ana, path: review });
      await expect(page.getByText('Waiting can be a choice.')).toBeVisible();
      await pickUp(page, 'Small loops read well.');

      await reach(page, page.getByRole('link', { name: 'The code as a patch' }));
      await reach(page, page.getByRole('link', { name: 'All of it as Markdown' }));
      const patch = await seenBy(server, { member: ben, path: `${review}/review.patch` });
      for (const words of ['rename from docs/notes.md', '+  const times = 3;'])
        expect(patch.html).toContain(words);
      const markdown = await seenBy(server, { member: ana, path: `${review}/review.md` });
      for (const words of [title, 'And if none is *ok*?', 'Small loops read well.'])
        expect(markdown.html).toContain(words);
      for (const part of ['', '/review.patch', '/review.md', '/draft', '/revisions/new'])
        expect((await seenBy(server, { member: cy, path: review + part })).status).toBe(404);
      await server.stop();
    });
  });
}

test('Ben drops a folder: each file keeps its place in it, and what programs made is left out', async ({
  page,
}, { outputDir }) => {
  const server = await quietServer();
  const { ben, pairingId } = await goingAlong(server);
  const folder = join(outputDir, 'crate');
  const files = {
    'crate/src/main.rs': 'fn main() {}',
    'crate/src/deep/wait.rs': 'pub fn wait() {}',
    'crate/node_modules/x/index.js': 'module.exports = 1',
    'crate/日本/メモ.md': '# メモ',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(outputDir, path)), { recursive: true });
    writeFileSync(join(outputDir, path), text);
  }
  await visit(page, { server, member: ben, path: `/pairings/${pairingId}/reviews/new` });
  await write(page, 'What is it?', title);
  await drop(page, folder);
  await expect(page.getByRole('status').filter({ hasText: '3 files' })).toBeVisible();
  await press(page, 'Go on');
  await expect(page).toHaveURL(/\/draft/);
  const prepared = page.getByRole('region', { name: 'Files' });
  for (const path of ['src/main.rs', 'src/deep/wait.rs', '日本/メモ.md'])
    await expect(prepared.getByText(path, { exact: true }).first()).toBeVisible();
  await expect(prepared.getByText('node_modules')).toHaveCount(0);
  await server.stop();
});

/** Drags a file or folder of this machine onto the field for files, as a hand would. */
async function drop(page: Page, path: string): Promise<void> {
  const zone = page.locator('[data-drop]');
  await zone.scrollIntoViewIfNeeded();
  const box = await zone.boundingBox();
  if (box === null) throw new Error('there is nowhere to drop it');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hand = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await hand.send('Input.dispatchDragEvent', { type, x, y, data });
}

/** The page of one review. */
const oneReview = /\/reviews\/[0-9a-f-]{36}(?!\/)/;

async function meetOnThursdays(
  server: StoryServer,
  { ana, ben, pairingId }: { ana: Viewer; ben: Viewer; pairingId: string },
): Promise<void> {
  const said = { actor: ana, pairingId, plan: thursdays, ...onVideo };
  const suggestionId = idOf(await suggestRhythm(server, said));
  await acceptSuggestion(server, { actor: ben, suggestionId });
}

/** Writes beside a line of a file, and says what the line could be instead. */
async function comment(
  page: Page,
  at: { file: string; line: number; kind: string; body: string; instead?: string },
): Promise<void> {
  const file = page.getByRole('region', { name: at.file, exact: true });
  const field = file.getByLabel('Comment on line', { exact: true });
  await reach(page, field);
  await page.keyboard.insertText(String(at.line));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`line=${at.line}`));
  await choose(page, `Line ${at.line}. What kind of comment is this?`, at.kind);
  await write(page, 'Your comment', at.body);
  if (at.instead !== undefined) {
    await unfold(page, 'Suggest other lines');
    await write(page, `Instead of: Line ${at.line}`, at.instead);
  }
  await press(page, 'Add comment');
  await expect(page.getByRole('button', { name: 'Add comment' })).toHaveCount(0);
}

/** Pastes code where a revision is prepared. */
async function addCode(page: Page, code: string): Promise<void> {
  const field = page.getByLabel('Code', { exact: true });
  await expect(field).toBeAttached();
  const isOnDraft = new URL(page.url()).pathname.endsWith('/draft');
  if (!(await field.isVisible())) await unfold(page, 'Add more code, or change a file');
  await write(page, 'Code', code);
  await press(page, isOnDraft ? 'Add it' : 'Go on');
  await expect(page).toHaveURL(/\/draft/);
}

async function pickUp(page: Page, words: string): Promise<void> {
  await write(page, 'Something you’ll take with you', words);
  await press(page, 'Save');
  await expect(page.getByText(words).first()).toBeAttached();
}

async function unfold(page: Page, summary: string): Promise<void> {
  await reach(page, page.locator('summary', { hasText: summary }).first());
  await page.keyboard.press('Enter');
}
