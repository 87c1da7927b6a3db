/** The fonts of pages and PDFs: Noto Sans SC (OFL-1.1), Latin and simplified Chinese. Read once. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Fonts } from '../../src/documents/font/fonts.js';

const FOLDER = '@expo-google-fonts/noto-sans-sc';
let known: Promise<Fonts> | undefined;

async function read(): Promise<Fonts> {
  const { resolve } = createRequire(import.meta.url);
  const [regular, bold] = await Promise.all(
    ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'].map((file) =>
      readFile(resolve(`${FOLDER}/${file}`)),
    ),
  );
  return { regular: regular as Buffer, bold: bold as Buffer };
}

export function fonts(): Promise<Fonts> {
  return (known ??= read());
}
