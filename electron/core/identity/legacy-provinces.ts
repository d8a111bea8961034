/** The 63 provinces before 1 July 2025, by the three digits a personal number starts with. */
import table from '../../../assets/addresses/provinces-legacy63.json';

const names: ReadonlyMap<string, string> = new Map(Object.entries(table.provinces));

/**
 * The province a personal number's first three digits name: where the birth was registered.
 *
 * @param code three digits, for instance "079"
 * @returns its name before July 2025, or undefined (people born abroad have a country's code)
 */
export function legacyProvinceName(code: string): string | undefined {
  return names.get(code);
}
