import { Lot, type Dice } from './dice.ts';

/** Somewhere a member might live. */
export interface Place {
  readonly city: string;
  readonly country: string;
  readonly timeZone: string;
  /** BCP 47 codes; the first is what most people there speak at home. */
  readonly languages: readonly string[];
  readonly currency: string;
  /** What an hour costs there when someone charges, in whole units of the currency. */
  readonly hour: number;
  /** How many developers live near there, against the other places; roughly as surveys have it. */
  readonly weight: number;
  /** Which lists of names fit; see names.ts. */
  readonly names: readonly string[];
}

const lines = `
San Francisco|US|America/Los_Angeles|en es|USD|60|75|english latin chinese
Seattle|US|America/Los_Angeles|en|USD|60|60|english chinese indian
Portland|US|America/Los_Angeles|en|USD|55|35|english
Los Angeles|US|America/Los_Angeles|en es|USD|55|50|english latin korean
Denver|US|America/Denver|en|USD|55|40|english latin
Salt Lake City|US|America/Denver|en|USD|50|20|english
Phoenix|US|America/Phoenix|en es|USD|50|25|english latin
Chicago|US|America/Chicago|en es|USD|55|65|english polish latin
Austin|US|America/Chicago|en es|USD|55|55|english latin
Minneapolis|US|America/Chicago|en|USD|50|25|english nordic
New York|US|America/New_York|en es|USD|60|95|english italian chinese
Boston|US|America/New_York|en|USD|60|50|english
Atlanta|US|America/New_York|en|USD|50|45|english westafrican
Pittsburgh|US|America/New_York|en|USD|50|25|english
Anchorage|US|America/Anchorage|en|USD|50|4|english
Honolulu|US|Pacific/Honolulu|en|USD|55|6|english japanese
Vancouver|CA|America/Vancouver|en|CAD|60|30|english chinese
Edmonton|CA|America/Edmonton|en|CAD|55|12|english
Winnipeg|CA|America/Winnipeg|en fr|CAD|50|8|english
Toronto|CA|America/Toronto|en|CAD|60|50|english indian westafrican
Montréal|CA|America/Toronto|fr en|CAD|55|30|french
Halifax|CA|America/Halifax|en|CAD|50|8|english
St. John’s|CA|America/St_Johns|en|CAD|45|4|english
Mexico City|MX|America/Mexico_City|es|MXN|500|36|latin
Monterrey|MX|America/Monterrey|es|MXN|500|14|latin
San José|CR|America/Costa_Rica|es en|USD|30|6|latin
Bogotá|CO|America/Bogota|es|COP|90000|24|latin
Lima|PE|America/Lima|es|PEN|90|14|latin
Caracas|VE|America/Caracas|es|USD|15|6|latin
Santiago|CL|America/Santiago|es|CLP|20000|14|latin
Buenos Aires|AR|America/Argentina/Buenos_Aires|es|USD|25|34|latin italian
Montevideo|UY|America/Montevideo|es|UYU|1200|7|latin
São Paulo|BR|America/Sao_Paulo|pt|BRL|120|75|portuguese
Recife|BR|America/Recife|pt|BRL|100|14|portuguese
Manaus|BR|America/Manaus|pt|BRL|90|4|portuguese
Praia|CV|Atlantic/Cape_Verde|pt|EUR|15|1|portuguese
Ponta Delgada|PT|Atlantic/Azores|pt en|EUR|30|2|portuguese
Reykjavík|IS|Atlantic/Reykjavik|is en|EUR|45|3|nordic
Lisbon|PT|Europe/Lisbon|pt en|EUR|35|22|portuguese
Porto|PT|Europe/Lisbon|pt en|EUR|30|14|portuguese
London|GB|Europe/London|en|GBP|50|80|english indian westafrican
Leeds|GB|Europe/London|en|GBP|40|25|english
Edinburgh|GB|Europe/London|en|GBP|45|20|english
Dublin|IE|Europe/Dublin|en|EUR|50|20|irish english
Madrid|ES|Europe/Madrid|es en|EUR|40|34|spanish
Valencia|ES|Europe/Madrid|es|EUR|35|16|spanish
Paris|FR|Europe/Paris|fr en|EUR|45|56|french arabic
Lyon|FR|Europe/Paris|fr|EUR|40|20|french
Brussels|BE|Europe/Brussels|fr nl en|EUR|45|14|french dutch
Utrecht|NL|Europe/Amsterdam|nl en|EUR|50|40|dutch
Berlin|DE|Europe/Berlin|de en|EUR|50|60|german turkish
Leipzig|DE|Europe/Berlin|de en|EUR|45|26|german
Cologne|DE|Europe/Berlin|de en|EUR|45|30|german turkish
Zürich|CH|Europe/Zurich|de en|CHF|80|20|german italian
Vienna|AT|Europe/Vienna|de en|EUR|45|16|german slavic
Turin|IT|Europe/Rome|it en|EUR|35|20|italian
Naples|IT|Europe/Rome|it|EUR|30|18|italian
Copenhagen|DK|Europe/Copenhagen|da en|DKK|350|14|nordic
Oslo|NO|Europe/Oslo|nb en|NOK|500|13|nordic
Gothenburg|SE|Europe/Stockholm|sv en|SEK|450|24|nordic
Prague|CZ|Europe/Prague|cs en|CZK|900|20|slavic
Kraków|PL|Europe/Warsaw|pl en|PLN|150|40|polish
Gdańsk|PL|Europe/Warsaw|pl en|PLN|140|18|polish
Budapest|HU|Europe/Budapest|hu en|HUF|12000|13|hungarian
Belgrade|RS|Europe/Belgrade|sr en|EUR|25|12|slavic
Zagreb|HR|Europe/Zagreb|hr en|EUR|30|8|slavic
Lagos|NG|Africa/Lagos|en yo|NGN|15000|30|westafrican
Accra|GH|Africa/Accra|en|GHS|200|6|westafrican
Tunis|TN|Africa/Tunis|ar fr|EUR|15|7|arabic
Casablanca|MA|Africa/Casablanca|ar fr|EUR|15|9|arabic
Helsinki|FI|Europe/Helsinki|fi en|EUR|45|14|finnish
Tallinn|EE|Europe/Tallinn|et en|EUR|40|6|finnish
Bucharest|RO|Europe/Bucharest|ro en|RON|150|24|romanian
Cluj-Napoca|RO|Europe/Bucharest|ro en|RON|140|10|romanian hungarian
Athens|GR|Europe/Athens|el en|EUR|30|12|greek
Sofia|BG|Europe/Sofia|bg en|EUR|30|10|cyrillic slavic
Kyiv|UA|Europe/Kyiv|uk en|UAH|900|30|cyrillic slavic
Vilnius|LT|Europe/Vilnius|lt en|EUR|35|7|slavic
Cairo|EG|Africa/Cairo|ar en|EGP|500|16|arabic arabicscript
Cape Town|ZA|Africa/Johannesburg|en af|ZAR|450|18|southafrican english
Haifa|IL|Asia/Jerusalem|he en ar|ILS|180|16|hebrew arabic
Istanbul|TR|Europe/Istanbul|tr|TRY|900|26|turkish
Nairobi|KE|Africa/Nairobi|en sw|KES|2500|14|eastafrican
Addis Ababa|ET|Africa/Addis_Ababa|am en|USD|12|4|eastafrican
Riyadh|SA|Asia/Riyadh|ar en|SAR|150|8|arabic arabicscript
Tehran|IR|Asia/Tehran|fa en|EUR|15|14|persian
Tbilisi|GE|Asia/Tbilisi|ka en|USD|25|6|georgian
Dubai|AE|Asia/Dubai|ar en|AED|180|8|arabic indian
Kabul|AF|Asia/Kabul|fa ps|USD|10|1|persian
Karachi|PK|Asia/Karachi|ur en|PKR|4000|28|urdu
Tashkent|UZ|Asia/Tashkent|uz ru|USD|12|5|turkish
Almaty|KZ|Asia/Almaty|kk ru|USD|15|5|cyrillic
Pune|IN|Asia/Kolkata|hi mr en|INR|1200|60|indian
Bengaluru|IN|Asia/Kolkata|kn en hi|INR|1500|130|indian
Jaipur|IN|Asia/Kolkata|hi en|INR|1000|40|indian devanagari
Chennai|IN|Asia/Kolkata|ta en|INR|1200|60|tamil indian
Colombo|LK|Asia/Colombo|si ta en|LKR|4000|10|tamil
Kathmandu|NP|Asia/Kathmandu|ne en|NPR|1500|8|devanagari indian
Dhaka|BD|Asia/Dhaka|bn en|BDT|1500|24|bengali
Yangon|MM|Asia/Yangon|my en|USD|10|3|burmese
Hanoi|VN|Asia/Ho_Chi_Minh|vi en|VND|400000|24|vietnamese
Bangkok|TH|Asia/Bangkok|th en|THB|900|12|thai
Yogyakarta|ID|Asia/Jakarta|id en|IDR|250000|32|indonesian
Makassar|ID|Asia/Makassar|id|IDR|200000|4|indonesian
Kuala Lumpur|MY|Asia/Kuala_Lumpur|ms en zh|MYR|120|12|indonesian chinese
Singapore|SG|Asia/Singapore|en zh|SGD|70|16|chinese indian
Manila|PH|Asia/Manila|fil en|PHP|1200|22|filipino
Taipei|TW|Asia/Taipei|zh en|TWD|1200|14|chinese
Hangzhou|CN|Asia/Shanghai|zh en|CNY|250|90|chinese
Hong Kong|HK|Asia/Hong_Kong|zh en|HKD|450|9|chinese
Perth|AU|Australia/Perth|en|AUD|65|7|english
Seoul|KR|Asia/Seoul|ko en|KRW|60000|24|korean
Kyoto|JP|Asia/Tokyo|ja|JPY|5000|30|japanese japanesescript
Sapporo|JP|Asia/Tokyo|ja en|JPY|5000|12|japanese japanesescript
Darwin|AU|Australia/Darwin|en|AUD|60|1|english
Adelaide|AU|Australia/Adelaide|en|AUD|65|6|english
Brisbane|AU|Australia/Brisbane|en|AUD|65|10|english
Melbourne|AU|Australia/Melbourne|en|AUD|70|26|english greek vietnamese
Hobart|AU|Australia/Hobart|en|AUD|60|2|english
Nouméa|NC|Pacific/Noumea|fr|EUR|30|1|french
Wellington|NZ|Pacific/Auckland|en mi|NZD|65|12|maori english
Waitangi|NZ|Pacific/Chatham|en mi|NZD|50|1|maori english
Suva|FJ|Pacific/Fiji|en hi|AUD|25|1|indian maori
Taiohae|PF|Pacific/Marquesas|fr|EUR|25|1|french maori
Eucla|AU|Australia/Eucla|en|AUD|50|1|english`;

export const places: readonly Place[] = lines.trim().split('\n').map(placeOf);

function placeOf(line: string): Place {
  const [
    city = '',
    country = '',
    timeZone = '',
    languages = '',
    currency = '',
    hour,
    weight,
    names = '',
  ] = line.split('|');
  return {
    city,
    country,
    timeZone,
    languages: languages.split(' '),
    currency,
    hour: Number(hour),
    weight: Number(weight),
    names: names.split(' '),
  };
}

const byCountry = new Map<string | null, Lot<Place>>([
  [null, new Lot(places, ({ weight }) => weight)],
]);

/** A place as likely as developers live there; within a country where one is given and known. */
export function drawPlace(dice: Dice, country: string | null = null): Place {
  const inside = places.filter((place) => place.country === country);
  const key = inside.length > 0 ? country : null;
  const lot = byCountry.get(key) ?? new Lot(inside, ({ weight }) => weight);
  byCountry.set(key, lot);
  return lot.draw(dice);
}

/**
 * The languages a person there may speak: nearly everyone adds English, some a neighbour's language.
 * `also` are languages the person is known to speak.
 */
export function drawLanguages({
  place,
  also,
  dice,
}: {
  place: Place;
  also: readonly string[];
  dice: Dice;
}): string[] {
  const [home = 'en', ...others] = place.languages;
  const spoken = new Set([home, ...also]);
  for (const other of others) if (dice.chance(0.6)) spoken.add(other);
  if (dice.chance(0.9)) spoken.add('en');
  if (dice.chance(0.08))
    spoken.add(dice.pick(['fr', 'es', 'de', 'pt', 'ru', 'ar', 'it', 'uk', 'pl']));
  return [...spoken];
}
