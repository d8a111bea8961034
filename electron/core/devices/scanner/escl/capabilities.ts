/** What an eSCL device says it can do (Mopria eSCL specification, ScannerCapabilities). */

import { deviceName } from '../driver';
import type { ScannerId } from '../scanner';
import { child, childText, descendants, readXml, type XmlElement } from './xml';

/** A place pages come from, with what it can do; lengths in 1/300 inch. */
export type InputCapabilities = {
  maxWidth: number;
  maxHeight: number;
  /** Resolutions for both axes in dpi, ascending. */
  resolutions: readonly number[];
};

export type EsclCapabilities = {
  version: string;
  id: ScannerId;
  label: string;
  platen: InputCapabilities | undefined;
  feeder: InputCapabilities | undefined;
  /** The feeder with both sides. */
  duplex: InputCapabilities | undefined;
};

/** A4 at 300 dpi, for devices that name no size. */
const A4 = { width: 2_480, height: 3_508 };
/** A range of resolutions is as good as these: those that are asked for. */
const ASKED_RESOLUTIONS = [200, 300, 400, 600];
/** More resolutions than any device has. */
const MOST_RESOLUTIONS = 64;
/** Longest side believed, in 1/300 inch: 5 m of paper. */
const LONGEST_SIDE = 60_000;

/** Reads ScannerCapabilities; undefined when the bytes are not that or name no place for paper. */
export function readCapabilities(bytes: Uint8Array): EsclCapabilities | undefined {
  const root = readXml(bytes);
  if (root?.name !== 'ScannerCapabilities') return undefined;
  const adf = child(root, 'Adf');
  const platen = readInput(child(child(root, 'Platen'), 'PlatenInputCaps'));
  const feeder = readInput(child(adf, 'AdfSimplexInputCaps'));
  const twoSided = readInput(child(adf, 'AdfDuplexInputCaps'));
  // Some devices only list the option, with the capabilities of one side.
  const duplex =
    twoSided ??
    (descendants(adf, 'AdfOption').some((option) => option.text === 'Duplex') ? feeder : undefined);
  if (!platen && !feeder && !duplex) return undefined;
  const label = deviceName(childText(root, 'MakeAndModel')) || 'eSCL';
  const [vendor, ...product] = label.split(' ');
  const serial = childText(root, 'SerialNumber') || childText(root, 'UUID');
  const version = childText(root, 'Version');
  return {
    version: /^\d{1,2}\.\d{1,3}$/.test(version) ? version : '2.0',
    id: { vendor: vendor ?? '', product: product.join(' '), serial: deviceName(serial) },
    label,
    platen,
    feeder: feeder ?? duplex,
    duplex,
  };
}

function readInput(input: XmlElement | undefined): InputCapabilities | undefined {
  if (!input) return undefined;
  const discrete = descendants(input, 'DiscreteResolution')
    .slice(0, MOST_RESOLUTIONS)
    .filter((each) => childText(each, 'XResolution') === childText(each, 'YResolution'))
    .map((each) => positive(childText(each, 'XResolution')));
  const range = descendants(input, 'XResolutionRange')[0];
  const min = positive(childText(range, 'Min'));
  const max = positive(childText(range, 'Max'));
  const ranged =
    min !== undefined && max !== undefined
      ? ASKED_RESOLUTIONS.filter((dpi) => dpi >= min && dpi <= max)
      : [];
  const resolutions = [...new Set([...discrete, ...ranged])]
    .filter((dpi): dpi is number => dpi !== undefined)
    .sort((a, b) => a - b);
  if (resolutions.length === 0) return undefined;
  return {
    maxWidth: positive(childText(input, 'MaxWidth')) ?? A4.width,
    maxHeight: positive(childText(input, 'MaxHeight')) ?? A4.height,
    resolutions,
  };
}

function positive(text: string): number | undefined {
  if (!/^\d{1,6}$/.test(text)) return undefined;
  const value = Number(text);
  return value > 0 && value <= LONGEST_SIDE ? value : undefined;
}

/** Finest resolution below which papers may not be digitised, in dpi. */
const LEAST_DPI = 200;

/** The resolution to ask for: the wanted one, else the next finer, else the finest from 200 dpi. */
export function chooseResolution(input: InputCapabilities, wanted: number): number | undefined {
  const finer = input.resolutions.find((dpi) => dpi >= wanted);
  if (finer !== undefined) return finer;
  const finest = input.resolutions.at(-1);
  return finest !== undefined && finest >= LEAST_DPI ? finest : undefined;
}
