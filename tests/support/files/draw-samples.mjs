/**
 * Draws the sample papers of the practice scanner into `assets/samples`:
 *
 *   node tests/support/files/draw-samples.mjs
 *
 * Everything on them is invented and says so; they imitate no form that is in use, carry no
 * emblem and no seal. The font is DejaVu (free), drawn into the picture. The pictures are kept in
 * the repository because machines at a point may have no such font.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** A4 at 200 dpi. */
const WIDTH = 1654;
const HEIGHT = 2339;
const DPI = 200;
const MARGIN = 170;
const INK = '#22243a';

const PAPERS = {
  'birth-notice': {
    place: 'TRẠM Y TẾ PHƯỜNG MẪU',
    title: 'GIẤY BÁO SINH MẪU',
    rows: [
      ['Họ và tên mẹ', 'Nguyễn Thị Thử Nghiệm'],
      ['Số định danh', '079199000000'],
      ['Nơi ở', 'Số 0, Đường Thử Nghiệm, Phường Mẫu, Thành phố Ví Dụ'],
      ['Sinh lúc', '08 giờ 00 phút, ngày 01 tháng 01 năm 2000'],
      ['Tại', 'Trạm y tế Phường Mẫu'],
      ['Giới tính của con', 'Nữ'],
      ['Cân nặng', '3.000 gam'],
      ['Tên dự định', 'Trần Thị Ví Dụ'],
      ['Người đỡ đẻ', 'Lê Văn Minh Họa'],
    ],
    closing: 'Thành phố Ví Dụ, ngày 01 tháng 01 năm 2000',
    hands: ['Người mẹ', 'Người lập giấy'],
  },
  'rental-contract': {
    place: 'BẢN HỢP ĐỒNG ĐỂ TẬP DÙNG MÁY',
    title: 'HỢP ĐỒNG THUÊ NHÀ MẪU',
    rows: [
      ['Bên cho thuê', 'Phạm Văn Giả Định'],
      ['Số định danh', '079099000000'],
      ['Bên thuê', 'Nguyễn Thị Thử Nghiệm'],
      ['Số định danh', '079199000000'],
      ['Nhà cho thuê', 'Số 0, Đường Thử Nghiệm, Phường Mẫu, Thành phố Ví Dụ'],
      ['Diện tích', '30 mét vuông'],
      ['Thời hạn', '12 tháng, từ ngày 01 tháng 01 năm 2000'],
      ['Giá thuê', '0 đồng mỗi tháng'],
      ['Điều 1', 'Bên cho thuê đồng ý cho bên thuê đăng ký tạm trú tại nhà này.'],
      ['Điều 2', 'Hai bên chỉ có trong bài tập; hợp đồng này không ràng buộc ai.'],
    ],
    closing: 'Thành phố Ví Dụ, ngày 01 tháng 01 năm 2000',
    hands: ['Bên cho thuê', 'Bên thuê'],
  },
  certificate: {
    place: 'TRƯỜNG HỌC VÍ DỤ',
    title: 'GIẤY CHỨNG NHẬN MẪU',
    rows: [
      ['Chứng nhận', 'Nguyễn Thị Ửng Đặng Ỷ'],
      ['Sinh năm', '1999'],
      ['Đã học xong', 'Lớp tập dùng máy tính, 10 buổi'],
      ['Xếp loại', 'Giỏi'],
      ['Số vào sổ', '000/VÍ DỤ'],
    ],
    closing: 'Thành phố Ví Dụ, ngày 01 tháng 01 năm 2000',
    hands: ['Học viên', 'Người phụ trách lớp'],
  },
};

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../assets/samples');
await mkdir(folder, { recursive: true });
for (const [name, paper] of Object.entries(PAPERS)) {
  await sharp(Buffer.from(drawing(paper)))
    .flatten({ background: '#ffffff' })
    .withDensity(DPI)
    .jpeg({ quality: 72, mozjpeg: true })
    .toFile(join(folder, `${name}.jpg`));
}

function drawing({ place, title, rows, closing, hands }) {
  const lines = [];
  let y = 820;
  for (const [label, value] of rows) {
    const wrapped = wrap(value, 42);
    lines.push(text(MARGIN, y, `${label}:`, 34, 'fill-opacity="0.75"'));
    for (const part of wrapped) {
      lines.push(text(MARGIN + 400, y, part, 36));
      y += 58;
    }
    lines.push(
      `<line x1="${MARGIN + 400}" x2="${WIDTH - MARGIN}" y1="${y - 40}" y2="${y - 40}" ` +
        'stroke="#9a9aa8" stroke-width="2" stroke-dasharray="2 7"/>',
    );
    y += 24;
  }
  const handsY = Math.max(y + 110, 1_560);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="#fbf8f1"/>
    <rect x="70" y="70" width="${WIDTH - 140}" height="${HEIGHT - 140}" fill="none"
      stroke="#0b5a53" stroke-width="5"/>
    <rect x="86" y="86" width="${WIDTH - 172}" height="${HEIGHT - 172}" fill="none"
      stroke="#0b5a53" stroke-width="2"/>
    <g transform="rotate(-35 ${WIDTH / 2} ${HEIGHT / 2})" text-anchor="middle" fill="#b3261e"
      fill-opacity="0.13" font-family="DejaVu Sans" font-weight="bold">
      <text x="${WIDTH / 2}" y="${HEIGHT / 2 - 60}" font-size="190">GIẤY MẪU</text>
      <text x="${WIDTH / 2}" y="${HEIGHT / 2 + 120}" font-size="112">KHÔNG CÓ GIÁ TRỊ</text>
    </g>
    <g font-family="DejaVu Serif" fill="${INK}">
      <g text-anchor="middle">
        ${text(WIDTH / 2, 230, place, 36)}
        <text x="${WIDTH / 2}" y="440" font-size="68" font-weight="bold">${title}</text>
        <text x="${WIDTH / 2}" y="530" font-size="36" fill="#b3261e" font-weight="bold">GIẤY MẪU – KHÔNG CÓ GIÁ TRỊ</text>
        ${text(WIDTH / 2, 590, 'Mọi tên, số và địa chỉ trên giấy này đều do máy đặt ra để tập dùng.', 29)}
      </g>
      <line x1="${WIDTH / 2 - 160}" x2="${WIDTH / 2 + 160}" y1="660" y2="660" stroke="#0b5a53" stroke-width="4"/>
      ${lines.join('\n')}
      <g text-anchor="middle">
        ${text(1_090, handsY, closing, 32, 'font-style="italic"')}
        <text x="480" y="${handsY + 80}" font-size="36" font-weight="bold">${hands[0]}</text>
        <text x="1090" y="${handsY + 80}" font-size="36" font-weight="bold">${hands[1]}</text>
        ${scribble(390, handsY + 190)}${scribble(1_000, handsY + 190)}
      </g>
    </g>
  </svg>`;
}

function text(x, y, words, size, more = '') {
  return `<text x="${x}" y="${y}" font-size="${size}" ${more}>${words}</text>`;
}

/** A wavy line where a signature would be: it says nothing and belongs to nobody. */
function scribble(x, y) {
  const d = `M${x} ${y} q30 -70 50 0 t45 -8 t40 10 t50 -16 q30 -30 15 20`;
  return `<path d="${d}" fill="none" stroke="#2b3f9e" stroke-width="5" stroke-linecap="round"/>`;
}

function wrap(value, length) {
  const rows = [''];
  for (const word of value.split(' ')) {
    const last = rows.length - 1;
    if (`${rows[last]} ${word}`.length > length) rows.push(word);
    else rows[last] = `${rows[last]} ${word}`.trim();
  }
  return rows;
}
