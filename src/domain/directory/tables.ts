/** The list of available mentors, and whom a member saved or hid there. */
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    listings: ListingsTable;
    listing_revision: ListingRevisionTable;
    favourites: FavouritesTable;
    not_for_me: FavouritesTable;
  }
}

export interface ListingsTable {
  member_id: string;
  revision: number;
  listed: Flag;
  /** Last instant at which the tick is still fresh. */
  fresh_until: number;
  card: string;
}

export interface ListingRevisionTable {
  id: 'here';
  revision: number;
}

export interface FavouritesTable {
  member_id: string;
  other_id: string;
  since: number;
}
