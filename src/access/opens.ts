/**
 * What a route says of itself when it opens personal values: without it the guard hands it a caller who sees none, and with
 * it the read is recorded before the answer goes out (`record-reads.interceptor.ts`).
 */
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiServiceUnavailableResponse } from '@nestjs/swagger';

const OPENS = 'quittance:opens';

export interface Opening {
  /** Name of the question in the record: `case-history`. */
  readonly what: string;
  /** Streams that the answer shows beside those that its path names. */
  readonly also: (answer: never) => readonly string[];
}

/** Marks a route that gives out an export: its own fact, `ExportProduced`, is recorded before the file is. */
const EXPORTS = 'quittance:exports';

const NONE = (): readonly string[] => [];

export function Opens<A = unknown>(what: string, also: (answer: A) => readonly string[] = NONE): MethodDecorator {
  return applyDecorators(
    SetMetadata(OPENS, { what, also } satisfies Opening),
    ApiServiceUnavailableResponse({
      description:
        'Read side behind; or who sees the personal values could not be recorded, and they were not given out.',
    }),
  );
}

/** Of a route that makes an export of personal values, and records it as such (`AccessLog.exported`). */
export function Exports(): MethodDecorator {
  return SetMetadata(EXPORTS, true);
}

/** Whether a route shows personal values to who may see them, in an answer or in a file. */
export function opensWords(handler: object): boolean {
  return openingOf(handler) !== undefined || Reflect.getMetadata(EXPORTS, handler) === true;
}

export function openingOf(handler: object): Opening | undefined {
  return Reflect.getMetadata(OPENS, handler) as Opening | undefined;
}
