import { describe, expect, it } from 'vitest';
import { countryCode, countryName, languageCode, zoneNamed, zoneOfCountry } from './regions.ts';

describe('countries and languages as people write them', () => {
  it('are codes, English, German or their own names', () => {
    for (const text of ['DE', 'de', 'Germany', 'Deutschland', 'Alemania', ' GERMANY ']) {
      expect(countryCode(text)).toBe('DE');
    }
    expect(countryCode('UK')).toBe('GB');
    expect(countryCode('usa')).toBe('US');
    expect(countryCode('Côte d’Ivoire')).toBe('CI');
    for (const text of ['Atlantis', '', 'XX', 'ZZ']) expect(countryCode(text)).toBeNull();
  });

  it('are languages by code, by name, and in their own words', () => {
    for (const text of ['en', 'English', 'Englisch', 'en-GB', 'en_US', 'anglais']) {
      expect(languageCode(text)).toBe('en');
    }
    expect(languageCode('Português')).toBe('pt');
    expect(languageCode('română')).toBe('ro');
    expect(languageCode('Russian')).toBe('ru');
    expect(languageCode('हिन्दी')).toBe('hi');
    expect(languageCode('Suomi')).toBe('fi');
    for (const text of ['Klingonese', '', 'xx', 'programming'])
      expect(languageCode(text)).toBeNull();
  });

  it('have a name to show', () => {
    expect(countryName('DE', 'en')).toBe('Germany');
    expect(countryName('DE', 'de')).toBe('Deutschland');
  });
});

describe('the time zone of a country', () => {
  it('is known where the whole country shares one clock', () => {
    const zones = {
      IN: 'Asia/Kolkata',
      DE: 'Europe/Berlin',
      GB: 'Europe/London',
      NP: 'Asia/Kathmandu',
    };
    for (const [code, zone] of Object.entries(zones)) expect(zoneOfCountry(code)).toBe(zone);
  });

  it('is asked where it does not', () => {
    for (const code of ['US', 'BR', 'PT', 'CA', 'AU', 'ES', 'RU'])
      expect(zoneOfCountry(code)).toBeNull();
  });

  it('is taken as given only when it is a zone with a name', () => {
    expect(zoneNamed('europe/berlin')).toBe('Europe/Berlin');
    expect(zoneNamed('Asia/Calcutta')).toBe('Asia/Kolkata');
    for (const text of ['', 'Berlin time', '+02:00', 'Europe/Atlantis'])
      expect(zoneNamed(text)).toBeNull();
  });
});
