/** A rest of two people, as a calendar sees it: a pause of their series. */
import type { Life } from '#domain/meetings/meeting.ts';
import type { Series } from '#domain/rhythms/series.ts';

/** The series without the days of the rest; the day it ends on counts where the rest is over by then. */
export function restedSeries(series: Series, { restingSince, restingUntil }: Life): Series {
  if (restingSince === null || restingUntil === null) return series;
  const wall = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(series.zone).toPlainDateTime();
  const begin = wall(restingSince);
  const end = wall(restingUntil);
  const time = Temporal.PlainTime.from({
    hour: Math.floor(series.minute / 60),
    minute: series.minute % 60,
  });
  const isAfter = (one: Temporal.PlainTime) => Temporal.PlainTime.compare(time, one) >= 0;
  const from = isAfter(begin.toPlainTime())
    ? begin.toPlainDate()
    : begin.toPlainDate().add({ days: 1 });
  const to = isAfter(end.toPlainTime())
    ? end.toPlainDate().subtract({ days: 1 })
    : end.toPlainDate();
  if (Temporal.PlainDate.compare(from, to) > 0) return series;
  const pause = { kind: 'pause', from: from.toString(), to: to.toString() } as const;
  return { ...series, changes: [...series.changes, pause] };
}
