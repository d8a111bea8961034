import { describe, expect, it } from 'vitest';
import { createLine } from './line';

describe('a line', () => {
  it('carries what is posted, and hands over what arrives, until it is closed', () => {
    const posted: unknown[] = [];
    const heard: unknown[] = [];
    let closed = 0;
    const line = createLine((data) => posted.push(data));
    line.port.on('message', (event) => heard.push(event?.data));
    line.port.on('close', () => {
      closed += 1;
    });
    line.port.postMessage('out');
    line.receive('in');
    line.close();
    line.close();
    line.port.postMessage('late');
    line.receive('late');
    expect(posted).toEqual(['out']);
    expect(heard).toEqual(['in']);
    expect(closed).toBe(1);
  });
});
