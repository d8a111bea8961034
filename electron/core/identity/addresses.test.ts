import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { AddressProposal } from '../../contract/values';
import { parseAddressData } from './address-data';
import { loadShippedAddressData } from './address-data.test-support';
import { createAddressBook } from './addresses';

const book = createAddressBook(loadShippedAddressData);

/** A proposal as short text: outcome, then candidates as "commune, province". */
async function propose(text: string) {
  const proposal = await book.propose(text);
  expect(AddressProposal.safeParse(proposal).success).toBe(true);
  expect(proposal.original).toBe(text);
  return {
    outcome: proposal.outcome,
    detail: proposal.detail,
    names: proposal.candidates.map(({ commune, province }) => `${commune.name}, ${province.name}`),
    province: proposal.province?.name,
  };
}

describe('the shipped data', () => {
  it('has 34 provinces and 3,321 communes, all NFC, each code once', async () => {
    const { units, oldToNew } = await loadShippedAddressData();
    const communes = units.provinces.flatMap((province) => province.communes);
    expect(units.provinces).toHaveLength(34);
    expect(communes).toHaveLength(3321);
    expect(new Set(communes.map(([code]) => code)).size).toBe(3321);
    const text = JSON.stringify([units, oldToNew]);
    expect(text).toBe(text.normalize('NFC'));
    expect([units.license, oldToNew.license]).toEqual(['MIT', 'MIT']);
  });

  it('leads every old commune of 63 provinces to a code that exists', async () => {
    const { units, oldToNew } = await loadShippedAddressData();
    const codes = new Set(
      units.provinces.flatMap((province) => province.communes.map(([code]) => code)),
    );
    expect(Object.keys(oldToNew.units)).toHaveLength(63);
    const leaves = <T>(tree: Record<string, Record<string, Record<string, T>>>): T[] =>
      Object.values(tree).flatMap((districts) =>
        Object.values(districts).flatMap(Object.values<T>),
      );
    const targets = [...leaves(oldToNew.units), ...leaves(oldToNew.earlier).flat()];
    expect(targets.length).toBeGreaterThan(10_000);
    expect(targets.filter((code) => !codes.has(code))).toEqual([]);
  });

  it('is refused when damaged', () => {
    expect(() => parseAddressData({}, {})).toThrow();
  });

  it('takes little memory and gives it back', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = heap();
    const own = createAddressBook(loadShippedAddressData);
    for (const { code } of await own.provinces()) await own.communes(code, 'an');
    await own.propose('12 Đường Mẫu, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh');
    const grown = heap() - before;
    own.drop();
    const left = heap() - before;
    // About 4 MB with every name folded; the core's share of the memory budget is 15 MB.
    expect(grown).toBeLessThan(15 * 1_048_576);
    expect(left).toBeLessThan(grown / 2);
    expect(await own.communes('01')).toHaveLength(126);
  });
});

describe('lists', () => {
  it('gives the provinces by name and the communes of one', async () => {
    const provinces = await book.provinces();
    expect(provinces).toHaveLength(34);
    expect(provinces[0]).toEqual({ code: '91', name: 'Tỉnh An Giang', table: '2025' });
    expect(provinces.find(({ code }) => code === '01')?.name).toBe('Thành phố Hà Nội');
    expect(await book.communes('79')).toHaveLength(168);
    expect(await book.communes('99')).toEqual([]);
  });

  it('finds communes without marks or case, the beginning of the name first', async () => {
    const names = async (query: string) =>
      (await book.communes('01', query)).map(({ name }) => name);
    expect((await names('ba dinh'))[0]).toBe('Phường Ba Đình');
    expect((await names('PHUONG BA Đ'))[0]).toBe('Phường Ba Đình');
    const thanh = await names('thanh');
    expect(thanh[0]).toMatch(/^(?:Phường|Xã) Thanh/u);
    expect(thanh).toContain('Xã Đại Thanh');
    expect(thanh.indexOf('Xã Đại Thanh')).toBeGreaterThan(thanh.indexOf('Phường Thanh Xuân'));
    expect(await names('không có xã này')).toEqual([]);
    expect(await names('x'.repeat(10_000))).toEqual([]);
  });

  it('finds a commune by its code', async () => {
    expect(await book.findCommune('00004')).toEqual({
      commune: { code: '00004', name: 'Phường Ba Đình', table: '2025' },
      province: { code: '01', name: 'Thành phố Hà Nội', table: '2025' },
    });
    expect(await book.findCommune('99999')).toBeUndefined();
  });
});

describe('old addresses in three levels', () => {
  const saigon = {
    outcome: 'exact',
    detail: '12 Đường Mẫu',
    names: ['Phường Sài Gòn, Thành phố Hồ Chí Minh'],
    province: 'Thành phố Hồ Chí Minh',
  };

  it.each([
    '12 Đường Mẫu, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh',
    '12 Đường Mẫu, P. Bến Nghé, Q.1, TP.HCM',
    '12 Đường Mẫu,P.Bến Nghé,Q1,TP. Hồ Chí Minh',
    '12 Đường Mẫu , Bến Nghé ,, Quận 01, Hồ Chí Minh, Việt Nam',
    '12 Đường Mẫu, phường bến nghé, quận 1, tphcm.',
    '12 Đường Mẫu - Phường Bến Nghé - Quận 1 - TP Hồ Chí Minh',
    '12 Đường Mẫu Phường Bến Nghé Quận 1 TP Hồ Chí Minh',
  ])('reads %s', async (text) => {
    expect(await propose(text)).toEqual(saigon);
  });

  it('reads NFD and text without marks', async () => {
    const text = '12 Đường Mẫu, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh'.normalize('NFD');
    expect(await propose(text)).toEqual(saigon);
    const bare = await propose('12 Duong Mau, Phuong Ben Nghe, Quan 1, TP Ho Chi Minh');
    expect(bare.names).toEqual(saigon.names);
  });

  it('tells numbered wards of different districts apart', async () => {
    const one = await propose('Phường 1, Quận 3, Thành phố Hồ Chí Minh');
    const other = await propose('P01, Quận Gò Vấp, Thành phố Hồ Chí Minh');
    expect(one.outcome).toBe('exact');
    expect(other.outcome).toBe('exact');
    expect(one.names).not.toEqual(other.names);
  });

  it('keeps everything before the commune as the detail', async () => {
    const found = await propose(
      'Số 5, ngõ 7, tổ 8, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội',
    );
    expect(found.detail).toBe('Số 5, ngõ 7, tổ 8');
    expect(found.names).toEqual(['Phường Hồng Hà, Thành phố Hà Nội']);
  });

  it('leads merged provinces to the new one', async () => {
    const found = await propose('Ấp Mẫu, Xã Mong Thọ, Huyện Châu Thành, Tỉnh Kiên Giang');
    expect(found).toMatchObject({
      outcome: 'exact',
      names: ['Xã Thạnh Lộc, Tỉnh An Giang'],
      province: 'Tỉnh An Giang',
    });
  });

  it('does not mix up the two communes named Thạnh Lộc of Kiên Giang', async () => {
    const one = await propose('Xã Thạnh Lộc, Huyện Châu Thành, Tỉnh Kiên Giang');
    const other = await propose('Xã Thạnh Lộc, Huyện Giồng Riềng, Tỉnh Kiên Giang');
    expect(one.names).toEqual(['Xã Thạnh Lộc, Tỉnh An Giang']);
    expect(other.names).toEqual(['Xã Thạnh Hưng, Tỉnh An Giang']);
  });

  it('knows island districts, which had no communes', async () => {
    const found = await propose('Khu dân cư số 3, Huyện Côn Đảo, Tỉnh Bà Rịa – Vũng Tàu');
    expect(found).toEqual({
      outcome: 'exact',
      detail: 'Khu dân cư số 3',
      names: ['Đặc khu Côn Đảo, Thành phố Hồ Chí Minh'],
      province: 'Thành phố Hồ Chí Minh',
    });
  });

  it('understands other spellings of provinces', async () => {
    for (const province of ['Thừa Thiên Huế', 'Thừa Thiên - Huế', 'TP. Huế']) {
      const found = await propose(`Xã Thủy Bằng, Thành phố Huế, ${province}`);
      expect(found.province, province).toBe('Thành phố Huế');
      expect(found.names.length, province).toBeGreaterThan(0);
    }
    const lak = await propose('Xã Cư Mgar, Huyện Cư Mgar, Đắc Lắc');
    expect(lak.names[0]).toMatch(/Tỉnh Đắk Lắk$/);
  });

  it('offers both readings of bare names that are an old district and a new commune', async () => {
    const found = await propose('Hòa Bình, Chợ Mới, An Giang');
    expect(found.outcome).toBe('several');
    expect(found.names).toContain('Xã Chợ Mới, Tỉnh An Giang');
  });

  it('offers several when the bare district names two', async () => {
    const found = await propose('Thôn Mẫu, Kỳ Hoa, Kỳ Anh, Hà Tĩnh');
    expect(found.outcome).toBe('several');
  });

  it('offers the communes of the district when the commune is unknown', async () => {
    const found = await propose('Xã Không Có Thật, Huyện Chợ Mới, Tỉnh An Giang');
    expect(found.outcome).toBe('several');
    expect(found.names).toContain('Xã Chợ Mới, Tỉnh An Giang');
    expect(found.detail).toBe('Xã Không Có Thật');
  });

  it('offers the likely successors of a commune that was gone before 2025, never one alone', async () => {
    const found = await propose('Xã Đặng Cương, Huyện An Dương, Thành phố Hải Phòng');
    expect(found.outcome).toBe('several');
    expect(found.names[0]).toBe('Phường An Dương, Thành phố Hải Phòng');
  });

  it('finds the ward when its district was dissolved before', async () => {
    const found = await propose('Phường Thảo Điền, Quận 2, Thành phố Hồ Chí Minh');
    expect(found.outcome).toBe('several');
    expect(found.names[0]).toBe('Phường An Khánh, Thành phố Hồ Chí Minh');
  });

  it('does not take a name with other marks for certain', async () => {
    const found = await propose('Xã Nga Thành, Huyện Nga Sơn, Tỉnh Thanh Hóa');
    const other = await propose('Xã Nga Thanh, Huyện Nga Sơn, Tỉnh Thanh Hóa');
    expect([found.outcome, other.outcome]).toEqual(['exact', 'exact']);
    expect(found.names).not.toEqual(other.names);
    const neither = await propose('Xã Nga Thánh, Huyện Nga Sơn, Tỉnh Thanh Hóa');
    expect(neither.outcome).toBe('several');
    expect(neither.names).toEqual(expect.arrayContaining([...found.names, ...other.names]));
  });
});

describe('new addresses in two levels', () => {
  it('keeps the commune that the address names', async () => {
    expect(await propose('12 Đường Mẫu, Phường Ba Đình, Thành phố Hà Nội')).toEqual({
      outcome: 'exact',
      detail: '12 Đường Mẫu',
      names: ['Phường Ba Đình, Thành phố Hà Nội'],
      province: 'Thành phố Hà Nội',
    });
    const zone = await propose('Thôn Mẫu, Đặc khu Lý Sơn, Quảng Ngãi');
    expect(zone).toMatchObject({ outcome: 'exact', names: ['Đặc khu Lý Sơn, Tỉnh Quảng Ngãi'] });
  });

  it('finds every commune of 2025 written in two levels', async () => {
    const missed: string[] = [];
    for (const province of await book.provinces()) {
      for (const commune of await book.communes(province.code)) {
        const text = `Thôn Mẫu, ${commune.name}, ${province.name}`;
        const { outcome, candidates } = await book.propose(text);
        if (outcome !== 'exact' || candidates[0]?.commune.code !== commune.code) missed.push(text);
      }
    }
    expect(missed).toEqual([]);
  });

  it('tells names apart that differ in marks only', async () => {
    const one = await propose('Xã Cẩm Giang, Thành phố Hải Phòng');
    const other = await propose('Xã Cẩm Giàng, Thành phố Hải Phòng');
    expect([one.outcome, other.outcome]).toEqual(['exact', 'exact']);
    expect(one.names).not.toEqual(other.names);
    const bare = await propose('Xa Cam Giang, Thanh pho Hai Phong');
    expect(bare.outcome).toBe('several');
    expect(bare.names).toEqual(expect.arrayContaining([...one.names, ...other.names]));
  });

  it('asks when a bare name may be an old commune too', async () => {
    const found = await propose('Tân Thành, Cà Mau');
    expect(found.outcome).toBe('several');
  });
});

describe('texts that are no address', () => {
  it('gives the province when it alone is known', async () => {
    expect(await propose('Xã Không Có Thật, Tỉnh An Giang')).toEqual({
      outcome: 'none',
      detail: 'Xã Không Có Thật',
      names: [],
      province: 'Tỉnh An Giang',
    });
    expect((await propose('Bình Dương')).province).toBe('Thành phố Hồ Chí Minh');
  });

  it.each(['', ',,,', 'Paris, France', '😀', '\u202E\u0000', '<script>', 'Việt Nam', '123456'])(
    'finds nothing in %j',
    async (text) => {
      expect(await propose(text)).toMatchObject({ outcome: 'none', names: [] });
    },
  );

  it('survives long text of repeated pieces', async () => {
    const texts = [',', ' - ', 'xã ', 'phường a, ', '\u0301', 'Bến Nghé, Quận 1, '];
    for (const text of texts) {
      const long = text.repeat(Math.floor(2_000 / text.length));
      expect((await book.propose(long)).original).toBe(long);
    }
    expect((await book.propose('a'.repeat(1_048_576))).outcome).toBe('none');
  });

  it('tries again after the data could not be read', async () => {
    let calls = 0;
    const flaky = createAddressBook(() => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('no file')) : loadShippedAddressData();
    });
    await expect(flaky.provinces()).rejects.toThrow('no file');
    expect(await flaky.provinces()).toHaveLength(34);
    await flaky.communes('01');
    expect(calls).toBe(2);
  });
});
