/** Countries, languages and time zones as people write them, read with the runtime's own tables. */
import { fold } from './text.ts';

const spokenIn = [
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'pl',
  'ru',
  'uk',
  'tr',
  'ja',
  'zh',
  'ar',
  'hi',
];

const everydayCountries: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'great britain': 'GB',
  britain: 'GB',
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  america: 'US',
  holland: 'NL',
  'the netherlands': 'NL',
  'czech republic': 'CZ',
  korea: 'KR',
  turkey: 'TR',
  'ivory coast': 'CI',
  uae: 'AE',
};

/** Languages whose three-letter or everyday name the tables do not have. */
const everydayLanguages: Readonly<Record<string, string>> = {
  mandarin: 'zh',
  cantonese: 'yue',
  farsi: 'fa',
  tagalog: 'fil',
  'brazilian portuguese': 'pt',
  'british english': 'en',
  'american english': 'en',
  castilian: 'es',
  gaelic: 'ga',
};

/**
 * ISO 3166 code of a country written as a code (`de`), in English, in German or in a few other
 * languages (`Deutschland`, `Alemania`), or null. Accents and case do not matter.
 */
export function countryCode(text: string): string | null {
  return countryNames().get(fold(text)) ?? null;
}

/** BCP 47 code of a language written as a code (`pt`, `pt-BR`), or by name in some language, or null. */
export function languageCode(text: string): string | null {
  const folded = fold(text);
  const [primary = ''] = folded.split(/[-_]/, 1);
  return (
    languageNames().get(folded) ??
    (languageNames().has(primary) && primary.length < 4 ? primary : null)
  );
}

/** The name of a country in a language, `countryName('DE', 'en')` is "Germany"; the code if unknown. */
export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'region' }).of(code) ?? code;
}

/**
 * The IANA zone of a country, or null when the country has more than one clock
 * (or none we know). Zones that agree all year count as one.
 */
export function zoneOfCountry(code: string): string | null {
  const known = zonesOfCountries.get(code);
  if (known !== undefined) return known;
  const zone = findZoneOfCountry(code);
  zonesOfCountries.set(code, zone);
  return zone;
}

const zonesOfCountries = new Map<string, string | null>();

function findZoneOfCountry(code: string): string | null {
  const zones = new Intl.Locale('und', { region: code }).getTimeZones?.() ?? [];
  const clocks = new Set(zones.map(clockOfZone));
  const [first] = zones;
  return clocks.size === 1 && first !== undefined ? currentZoneName(first) : null;
}

/** An IANA zone in today's spelling (`asia/calcutta` is `Asia/Kolkata`), or null for anything else. */
export function zoneNamed(text: string): string | null {
  const trimmed = text.trim();
  // Offsets such as +02:00 are zones to the runtime, but know no summer time.
  if (!/^[A-Za-z]/.test(trimmed)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: trimmed }).resolvedOptions();
    return currentZoneName(timeZone);
  } catch {
    return null;
  }
}

const renamedZones: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

function currentZoneName(zone: string): string {
  return renamedZones[zone] ?? zone;
}

/** What a zone's clock shows in each month of a year, as one comparable text. */
function clockOfZone(timeZone: string): string {
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 15));
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  return months.map((at) => format.format(at).replace(/^[^,]*, /, '')).join();
}

const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
let countries: ReadonlyMap<string, string> | undefined;
let languages: ReadonlyMap<string, string> | undefined;

function countryNames(): ReadonlyMap<string, string> {
  countries ??= namesOf({
    type: 'region',
    codes: letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => code !== 'ZZ'),
    everyday: everydayCountries,
  });
  return countries;
}

function languageNames(): ReadonlyMap<string, string> {
  const small = letters.map((letter) => letter.toLowerCase());
  languages ??= namesOf({
    type: 'language',
    codes: [
      ...small.flatMap((a) => small.map((b) => a + b)),
      'fil',
      'yue',
      'haw',
      'ckb',
      'ase',
      'gsw',
    ],
    everyday: everydayLanguages,
  });
  return languages;
}

/** Every name of every code, folded. Old codes (`DD`, `UK`) that the tables map to another are left out. */
function namesOf({
  type,
  codes,
  everyday,
}: {
  type: 'region' | 'language';
  codes: readonly string[];
  everyday: Readonly<Record<string, string>>;
}): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const tables = spokenIn.map(
    (locale) => new Intl.DisplayNames([locale], { type, fallback: 'none' }),
  );
  const known = codes.filter((code) => tables[0]?.of(code) !== undefined && isCurrent(code, type));
  for (const code of known) names.set(code.toLowerCase(), code);
  const own = (code: string) =>
    type === 'language' ? [new Intl.DisplayNames([code], { type, fallback: 'none' })] : [];
  for (const code of known) {
    for (const table of [...tables, ...own(code)]) {
      const name = fold(table.of(code) ?? '');
      if (name !== '' && !names.has(name)) names.set(name, code);
    }
  }
  for (const [name, code] of Object.entries(everyday)) names.set(name, code);
  return names;
}

function isCurrent(code: string, type: 'region' | 'language'): boolean {
  const tag = type === 'region' ? `und-${code}` : code;
  const [canonical = ''] = Intl.getCanonicalLocales(tag);
  return canonical === tag;
}
