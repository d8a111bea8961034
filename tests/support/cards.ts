/** Fictitious cards. The names say so; the numbers are made up. */

/** A 2021 card whose address leads to one commune of 2025. */
export const CARD_2021 =
  '079158000111|012345678|Trần Thị Kiều Ví Dụ|15081958|Nữ|12 Đường Mẫu, Phường 4, Quận Phú Nhuận, TP. Hồ Chí Minh|15082021';

/** A 2024 card of a woman whose name carries the marks that break most easily. */
export const CARD_2024 =
  '079199000000||Nguyễn Thị Ửng Đặng Ỷ|01011999|Nữ|12 Đường Mẫu, Phường Phú Nhuận, Thành phố Hồ Chí Minh|15082025||||';

/** A card whose number says another year and sex than its fields. */
export const CARD_MISMATCHED =
  '079099000000|012345678|Nguyễn Thị Thử Nghiệm|01011998|Nữ|12 Đường Mẫu, Phường 4, Quận Phú Nhuận, TP. Hồ Chí Minh|15082021';

export const NOT_A_CARD = 'https://vi-du.example/khuyen-mai?ma=123456';
