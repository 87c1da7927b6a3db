/** Structured log lines through pino, on stderr: stdout belongs to answers. */
import type { LoggerService } from '@nestjs/common';
import { destination, pino, type Level, type Logger } from 'pino';

export type LogLevel = Level | 'silent';

/** Nest's own start-up lines are debug; warnings and errors keep their level. */
export function quietLogger(level: LogLevel): LoggerService {
  const logger: Logger = pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }, destination(2));
  const write =
    (at: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest[rest.length - 1];
      logger[at]({ context: typeof context === 'string' ? context : undefined }, String(message));
    };
  return {
    log: write('debug'),
    error: write('error'),
    warn: write('warn'),
    debug: write('debug'),
    verbose: write('debug'),
  };
}
