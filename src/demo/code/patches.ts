/** Patches of people who do not exist, as git writes them. */

/** Three tries instead of two; against a file of which only this is known. */
export const retryPatch = `diff --git a/src/upload/queue.ts b/src/upload/queue.ts
index 886b82b..b43a867 100644
--- a/src/upload/queue.ts
+++ b/src/upload/queue.ts
@@ -39,10 +39,14 @@ export async function start(): Promise<void> {
  */
 export async function drain(queue: Upload[]) {
   for (const item of queue) {
-    try {
-      await send(item);
-    } catch {
-      await send(item); // once more
+    if (item.cancelled) continue;
+    for (let attempt = 1; attempt <= 3; attempt++) {
+      const result = await send(item);
+      if (result.ok) break;
+      await wait(250 * attempt);
     }
+    item.failed = true;
+    report(item);
+
   }
 }
`;

/** The same with some chance in it, against the same original. */
export const spreadPatch = `diff --git a/src/upload/queue.ts b/src/upload/queue.ts
index 886b82b..2c76753 100644
--- a/src/upload/queue.ts
+++ b/src/upload/queue.ts
@@ -1,5 +1,6 @@
 import { send, type Upload } from './send.ts';
 import { report } from '../report.ts';
+import { spread, wait } from '../wait.ts';
 
 /** What waits to be uploaded, the oldest first. */
 const waiting: Upload[] = [];
@@ -39,10 +40,14 @@ export async function start(): Promise<void> {
  */
 export async function drain(queue: Upload[]) {
   for (const item of queue) {
-    try {
-      await send(item);
-    } catch {
-      await send(item); // once more
+    if (item.cancelled) continue;
+    for (let attempt = 1; attempt <= 3; attempt++) {
+      const result = await send(item);
+      if (result.ok) break;
+      await wait(spread(250 * attempt));
     }
+    item.failed = true;
+    report(item);
+
   }
 }
`;

/** By mail: a file with another name, a picture, a test and a manual. */
export const loanPatch = `From d7a0ded6411706d64b78588ed062e6f73db16669 Mon Sep 17 00:00:00 2001
From: Ivy Tamahori <ivy@tidewater.example>
Date: Thu, 19 Nov 2026 08:12:00 +0000
Subject: [PATCH] Count the whole day a tool is due

Late compared with the minute it was lent, so somebody who borrowed a
drill at nine in the morning was late at one minute past.
---
 docs/lending.md             |   2 +-
 docs/shelf.png              | Bin 16 -> 20 bytes
 lending/due_test.go         |  10 ++++++++++
 lending/{due.go => loan.go} |   6 ++++--
 4 files changed, 15 insertions(+), 3 deletions(-)
 rename lending/{due.go => loan.go} (44%)

diff --git a/docs/lending.md b/docs/lending.md
index 0d33c6a..c841951 100644
--- a/docs/lending.md
+++ b/docs/lending.md
@@ -2,6 +2,6 @@
 
 1. Find it on the shelf.
 2. Write your name on the card.
-3. Bring it back within a week.
+3. Bring it back within a week, before eight in the evening.
 
 ![The shelf](shelf.png)
diff --git a/docs/shelf.png b/docs/shelf.png
index bad3712..a2fa00f 100644
Binary files a/docs/shelf.png and b/docs/shelf.png differ
diff --git a/lending/due_test.go b/lending/due_test.go
index fbe86af..018da67 100644
--- a/lending/due_test.go
+++ b/lending/due_test.go
@@ -11,3 +11,13 @@ func TestDue(t *testing.T) {
 		t.Errorf("due on the %d, want the 3rd", got)
 	}
 }
+
+func TestLate(t *testing.T) {
+	due := time.Date(2026, 4, 3, 9, 0, 0, 0, time.UTC)
+	if Late(due, due.Add(10*time.Hour)) {
+		t.Error("seven in the evening is not late")
+	}
+	if !Late(due, due.Add(12*time.Hour)) {
+		t.Error("nine in the evening is late")
+	}
+}
diff --git a/lending/due.go b/lending/loan.go
similarity index 44%
rename from lending/due.go
rename to lending/loan.go
index fe82e48..19b2b2c 100644
--- a/lending/due.go
+++ b/lending/loan.go
@@ -7,7 +7,9 @@ func Due(lent time.Time, days int) time.Time {
 	return lent.AddDate(0, 0, days)
 }
 
-// Late says whether a tool should have been back by now.
+// Late says whether a tool should have been back by now. The whole day it
+// is due still counts: the library closes at eight.
 func Late(due, now time.Time) bool {
-	return now.After(due)
+	closes := time.Date(due.Year(), due.Month(), due.Day(), 20, 0, 0, 0, due.Location())
+	return now.After(closes)
 }
`;
