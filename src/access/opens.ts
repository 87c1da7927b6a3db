/**
 * What a route says of itself when it opens personal values: without it the guard hands it a caller who sees none, and with
 * it the read is recorded before the answer goes out (`record-reads.interceptor.ts`).
 */
import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiServiceUnavailableResponse } from '@nestjs/swagger';

const OPENS = 'quittance:opens';
const EXPORTS = 'quittance:exports';

export interface Opening {
  /** Name of the question in the record: `case-history`. */
  readonly what: string;
  /** Streams that the answer shows beside those that its path names. */
  readonly also: (answer: never) => readonly string[];
}

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

export function openingOf(handler: object): Opening | undefined {
  return Reflect.getMetadata(OPENS, handler) as Opening | undefined;
}

/** A route that begins or makes an export with personal values: `ExportProduced` is recorded by who makes it, before it is given out. */
export function Exports(): MethodDecorator {
  return SetMetadata(EXPORTS, true);
}

/** Whether the caller keeps the right to personal values in this route. */
export function opensValues(handler: object): boolean {
  return openingOf(handler) !== undefined || Reflect.getMetadata(EXPORTS, handler) === true;
}
