/** A patch as git writes it: changes, a rename, a quoted name, modes, a binary file, a file that goes. */
export const gitPatch = `diff --git a/src/tide.py b/src/tide.py
index 3b18e51..f2ad6c7 100644
--- a/src/tide.py
+++ b/src/tide.py
@@ -2,4 +2,5 @@ import math
 def level(hour):
-    return math.sin(hour)
+    phase = hour / 12.4
+    return math.sin(phase)
 
 class Tide:
@@ -40,3 +41,2 @@ class Tide:
     pass
-
-# old
+# new
\\ No newline at end of file
diff --git a/old name.md b/docs/new name.md
similarity index 100%
rename from old name.md
rename to docs/new name.md
diff --git "a/docs/gr\\303\\266\\303\\237e.txt" "b/docs/gr\\303\\266\\303\\237e.txt"
new file mode 100644
index 0000000..e69de29
diff --git a/logo.png b/logo.png
index 12..34 100644
Binary files a/logo.png and b/logo.png differ
diff --git a/run.sh b/run.sh
old mode 100644
new mode 100755
diff --git a/gone.txt b/gone.txt
deleted file mode 100644
index 12..00
--- a/gone.txt
+++ /dev/null
@@ -1,2 +0,0 @@
-one
--- two
`;
