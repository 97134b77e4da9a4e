/** Somebody told the organisers that something is off. */
export interface ReportMade {
  name: 'ReportMade';
  reportId: string;
}
