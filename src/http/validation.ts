/** The validation pipe: unknown fields and wrong values become one problem that names each field. */
import { ValidationPipe, type ValidationError } from '@nestjs/common';
import { Problem } from './problem.js';

interface FieldError {
  readonly field: string;
  readonly message: string;
}

function flatten(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const field = path === '' ? property : `${path}.${property}`;
    const own = Object.entries(constraints).map(([rule, message]) => ({
      field,
      message: rule === 'whitelistValidation' ? `${field} is no field of this request` : message,
    }));
    return [...own, ...flatten(children, field)];
  });
}

export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => {
      const list = flatten(errors);
      const unknown = list.find(({ message }) => message.endsWith('is no field of this request'));
      const code = unknown ? 'unknown-field' : 'invalid-request';
      const detail = list.map(({ message }) => message).join('; ');
      return Problem.of(400, code, `${detail}.`, { field: list[0]?.field, errors: list });
    },
  });
}
