/** What was reported to the organisers. */
declare module '#platform/db/tables.ts' {
  interface Tables {
    reports: ReportsTable;
  }
}

export interface ReportsTable {
  id: string;
  reporter_id: string | null;
  about_id: string | null;
  thing: 'member' | 'message' | 'request' | 'comment' | 'question' | 'post' | 'shared_answer';
  thing_id: string;
  reason: string;
  words: string;
  sealed_evidence: string;
  reported_at: number;
  readers: number;
}
