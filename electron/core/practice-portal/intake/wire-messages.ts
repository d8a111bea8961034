/**
 * What the portal says beside its codes. These are part of the format, not of a screen: senders
 * look for "thành công" and "đã tồn tại" in them. No screen shows them.
 */
export const WIRE_MESSAGES = {
  loggedIn: 'Đăng nhập thành công',
  loginRefused: 'Tài khoản hoặc mật khẩu không đúng',
  sessionOver: 'Phiên làm việc không hợp lệ hoặc đã hết hạn',
  done: 'Thực hiện thành công',
  exists: 'Hồ sơ đã tồn tại',
  partly: 'Một số hồ sơ không được nhận',
  malformed: 'Dữ liệu không đúng định dạng',
  notFound: 'Không tìm thấy hồ sơ',
  unknownService: 'Dịch vụ không tồn tại',
  unknownAgency: 'Mã đơn vị không đúng',
  fileMissing: 'Tệp đính kèm không tồn tại',
  fileNotPdf: 'Tệp đính kèm không phải là PDF',
  fileDamaged: 'Tệp đính kèm không nguyên vẹn',
  tooManyFiles: 'Quá số tệp đính kèm cho phép',
} as const;
