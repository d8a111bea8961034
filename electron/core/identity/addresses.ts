/** The address book: lists of provinces and communes, and proposals for old addresses. */
import type { AddressProposal, AdministrativeUnit } from '../../contract/values';
import type { AddressData } from './address-data';
import type { AddressIndex, NewCommune } from './address-index';
import { buildAddressIndex } from './address-index';
import { proposeAddress } from './address-proposal';
import { foldKey } from './fold';

/** Longest text that is searched for or converted, in UTF-16 units; longer text finds nothing. */
const MAX_QUERY_LENGTH = 2_000;

/** Provinces, communes and conversion of old addresses; the data is read on first use. */
export type AddressBook = {
  /** The 34 provinces since 1 July 2025, in Vietnamese alphabetical order of their bare names. */
  provinces(): Promise<AdministrativeUnit[]>;
  /**
   * Communes of a province by its code of 2025, in alphabetical order; with a query, only those
   * whose name contains its words (marks, case and the word for the kind do not matter): names
   * that begin with it first, then names with a word that does. Unknown code: empty.
   */
  communes(provinceCode: string, query?: string): Promise<AdministrativeUnit[]>;
  /** The commune of a code of 2025 with its province. */
  findCommune(
    code: string,
  ): Promise<{ commune: AdministrativeUnit; province: AdministrativeUnit } | undefined>;
  /** The communes of 2025 for an address line of a card, in three or two levels. */
  propose(addressText: string): Promise<AddressProposal>;
  /** Day the data set is from (yyyy-mm-dd), to be stored with an address. */
  dataDate(): Promise<string>;
  /** Forgets the data, for instance between sessions; the next call reads it again. */
  drop(): void;
};

/**
 * Makes an address book.
 *
 * @param load reads and checks the data (`parseAddressData` over the files of assets/addresses);
 * when it fails, the call that needed it fails and the next call tries again
 */
export function createAddressBook(load: () => Promise<AddressData>): AddressBook {
  let index: Promise<AddressIndex> | undefined;
  const get = () => {
    if (!index) {
      const loading = load().then(buildAddressIndex);
      loading.catch(() => {
        if (index === loading) index = undefined;
      });
      index = loading;
    }
    return index;
  };
  return {
    async provinces() {
      const { newProvinces } = await get();
      return newProvinces.map(({ unit }) => unit).sort(byBareName);
    },
    async communes(provinceCode, query = '') {
      const { newProvinces } = await get();
      const province = newProvinces.find(({ unit }) => unit.code === provinceCode);
      if (!province || query.length > MAX_QUERY_LENGTH) return [];
      return searchCommunes(province.communes(), query);
    },
    async findCommune(code) {
      return (await get()).findByCode(code);
    },
    async propose(addressText) {
      if (addressText.length > MAX_QUERY_LENGTH) {
        return { original: addressText, detail: addressText, outcome: 'none', candidates: [] };
      }
      return proposeAddress(await get(), addressText);
    },
    async dataDate() {
      return (await get()).dataDate;
    },
    drop() {
      index = undefined;
    },
  };
}

const collator = new Intl.Collator('vi', { numeric: true });

/** A name without the word for its kind: "Phường Ba Đình" → "Ba Đình". */
function bareName(name: string): string {
  return name.replace(/^(?:Tỉnh|Thành phố|Phường|Xã|Đặc khu) /u, '');
}

function byBareName(a: AdministrativeUnit, b: AdministrativeUnit): number {
  return collator.compare(bareName(a.name), bareName(b.name));
}

function searchCommunes(communes: readonly NewCommune[], query: string): AdministrativeUnit[] {
  const wanted = foldKey(query);
  return communes
    .map(({ unit }) => ({ unit, rank: rankOf(unit.name, wanted) }))
    .filter(({ rank }) => rank < NO_MATCH)
    .sort((a, b) => a.rank - b.rank || byBareName(a.unit, b.unit))
    .map(({ unit }) => unit);
}

const NO_MATCH = 4;

/** 0: the name is the query; 1: begins with it; 2: a word does; 3: contains it. */
function rankOf(name: string, wanted: string): number {
  const bare = foldKey(bareName(name));
  const whole = foldKey(name);
  if (bare === wanted || whole === wanted) return 0;
  if (bare.startsWith(wanted) || whole.startsWith(wanted)) return 1;
  if (` ${whole}`.includes(` ${wanted}`)) return 2;
  return whole.includes(wanted) || bare.replace(/ /g, '').includes(wanted.replace(/ /g, ''))
    ? 3
    : NO_MATCH;
}
