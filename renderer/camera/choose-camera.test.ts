import { describe, expect, it } from 'vitest';
import { faultOf } from './camera-source';
import { chooseCamera, nextCamera } from './choose-camera';

const built = { id: 'built', label: 'Integrated Camera: Integrated C (04f2:b6d0)' };
const usb = { id: 'usb', label: 'USB 2.0 Camera (1bcf:0b15)' };
const stand = { id: 'stand', label: 'HUE HD Pro Document Camera' };
const front = { id: 'front', label: 'Surface Camera Front' };
const rear = { id: 'rear', label: 'Surface Camera Rear' };

describe('chooseCamera', () => {
  it.each([
    ['the one that looks at papers', [built, usb, stand], 'stand'],
    ['the rear one of a tablet', [front, rear], 'rear'],
    ['the one that is not built in above the screen', [built, usb], 'usb'],
    ['whatever the browser takes where nothing tells them apart', [usb], undefined],
    ['whatever the browser takes where all face the person', [built, front], undefined],
    ['whatever the browser takes before labels may be seen', [{ id: '', label: '' }], undefined],
    ['nothing where there is none', [], undefined],
  ])('takes %s', (_what, cameras, id) => {
    expect(chooseCamera(cameras, null)?.id).toBe(id);
  });

  it('keeps to what was chosen before, while it is there', () => {
    expect(chooseCamera([built, usb, stand], 'built')).toBe(built);
    expect(chooseCamera([usb, stand], 'built')).toBe(stand);
  });
});

describe('nextCamera', () => {
  it('goes round', () => {
    expect(nextCamera([built, usb, stand], 'usb')).toBe(stand);
    expect(nextCamera([built, usb, stand], 'stand')).toBe(built);
    expect(nextCamera([built, usb], 'gone')).toBe(built);
    expect(nextCamera([built], 'built')).toBeNull();
  });
});

describe('faultOf', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['NotFoundError', 'none'],
    ['OverconstrainedError', 'none'],
  ])('%s means %s', (name, fault) => {
    expect(faultOf(new DOMException('', name))).toBe(fault);
  });
});
