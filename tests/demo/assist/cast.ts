/** Who plays in the evening. All are made up, and their names and numbers say so. */
import type { Helper } from '../../support/evening';

export const TECHNICIAN: Helper = {
  name: 'Đỗ Văn Kỹ Ví Dụ',
  role: 'technician',
  pin: '482905',
};
export const WARD_OFFICER: Helper = {
  name: 'Phan Thị Phường Ví Dụ',
  role: 'wardOfficer',
  pin: '739164',
};
export const VOLUNTEER: Helper = {
  name: 'Minh Anh Ví Dụ',
  role: 'volunteer',
  pin: '605831',
};
export const AREA_OFFICER: Helper = {
  name: 'Lý Văn Khu Ví Dụ',
  role: 'areaOfficer',
  pin: '918472',
};

const HOME = '12 Đường Mẫu, Phường 4, Quận Phú Nhuận, TP. Hồ Chí Minh';

export type Card = { name: string; personalId: string; text: string };

function card(personalId: string, name: string, born: string, sex: 'Nam' | 'Nữ'): Card {
  const text = `${personalId}|012345678|${name}|${born}|${sex}|${HOME}|15082021`;
  return { name, personalId, text };
}

/** Cards of 2021, one for each resident who brings one. */
export const CARDS = {
  alone: card('079158000111', 'Trần Thị Kiều Ví Dụ', '15081958', 'Nữ'),
  guided: card('079063000222', 'Nguyễn Văn Ba Ví Dụ', '02091963', 'Nam'),
  together: card('079170000333', 'Lê Thị Tư Ví Dụ', '20101970', 'Nữ'),
  onBehalf: card('079049000444', 'Võ Văn Năm Ví Dụ', '01051949', 'Nam'),
  officer: card('079088000777', 'Mai Thị Tám Ví Dụ', '12121988', 'Nữ'),
  leaves: card('079191000666', 'Hồ Thị Bảy Ví Dụ', '08031991', 'Nữ'),
} as const;
