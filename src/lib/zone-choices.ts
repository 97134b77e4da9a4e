/** Time zones to choose from, named so that people find theirs by its city or country. */
import { minute } from './duration.ts';
import { zoneNamed } from './regions.ts';
import { sayClock } from './time-in-letters.ts';

export interface ZoneChoice {
  /** IANA name. */
  readonly zone: string;
  /** City, country and what the clock shows there: `Lisbon, Portugal (14:20)`. */
  readonly label: string;
}

export interface ZoneGroup {
  /** First part of the IANA names inside, such as `Europe`. */
  readonly region: string;
  readonly zones: readonly ZoneChoice[];
}

interface NamedZone {
  readonly zone: string;
  readonly region: string;
  readonly name: string;
}

const named = new Map<string, readonly NamedZone[]>();
const shown = new Map<string, { readonly minute: number; readonly groups: readonly ZoneGroup[] }>();

/**
 * All zones in groups by part of the world, each sorted by name. The clocks are those of `now`
 * (epoch milliseconds), to the minute.
 */
export function zoneGroups(locale: string, now: number): readonly ZoneGroup[] {
  const known = shown.get(locale);
  const at = Math.floor(now / minute);
  if (known?.minute === at) return known.groups;
  const groups = groupsAt(locale, now);
  shown.set(locale, { minute: at, groups });
  return groups;
}

function groupsAt(locale: string, now: number): readonly ZoneGroup[] {
  const groups = Map.groupBy(zonesIn(locale), ({ region }) => region);
  return Array.from(groups, ([region, zones]) => ({
    region,
    zones: zones.map(({ zone, name }) => ({ zone, label: `${name} (${sayClock(now, zone)})` })),
  }));
}

function zonesIn(locale: string): readonly NamedZone[] {
  const known = named.get(locale);
  if (known !== undefined) return known;
  const countries = countriesOfZones(locale);
  const order = new Intl.Collator(locale);
  const zones = Intl.supportedValuesOf('timeZone')
    .flatMap((each) => zoneNamed(each) ?? [])
    .filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'))
    .map((zone) => ({ zone, region: regionOf(zone), name: nameOf(zone, countries) }))
    .toSorted((a, b) => order.compare(a.region, b.region) || order.compare(a.name, b.name));
  const all = [...zones, { zone: 'UTC', region: 'UTC', name: 'UTC' }];
  named.set(locale, all);
  return all;
}

const regionOf = (zone: string): string => zone.slice(0, zone.indexOf('/'));

function nameOf(zone: string, countries: ReadonlyMap<string, string>): string {
  const parts = zone.split('/').slice(1).reverse();
  const city = (parts[0] ?? zone).replaceAll('_', ' ');
  const country = countries.get(zone);
  return country === undefined || country === city ? city : `${city}, ${country}`;
}

/** Which country a zone lies in, by its name in `locale`. A zone of several is named by its first. */
function countriesOfZones(locale: string): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const countries = new Map<string, string>();
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    const country = names.of(code);
    if (country === undefined) continue;
    for (const each of new Intl.Locale('und', { region: code }).getTimeZones?.() ?? []) {
      const zone = zoneNamed(each);
      if (zone !== null && !countries.has(zone)) countries.set(zone, country);
    }
  }
  return countries;
}
