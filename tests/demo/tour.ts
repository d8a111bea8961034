export async function tour(_a: string, _b: unknown, _c: string): Promise<void> {}
