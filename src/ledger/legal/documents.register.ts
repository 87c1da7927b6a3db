/** The documents of a case: what facts name as evidence, each by reference and digest (domain/rules.md CN-EFF-1, US-F-17). */
import { about, code, date, digest, line, opt, part, yes } from '../register/field.js';
import { notes, register } from '../register/register.js';

export const documents = register({
  stream: 'case',
  entry: 'document',
  path: 'documents',
  asks: 'Which documents are there on the case, of which kind, with which digest?',
  deeds: {
    FileDocument: notes('DocumentFiled', 'Files a document by its reference and digest; the document stays outside.', {
      reference: about(code('doc-2026-0204'), 'As facts name it in their field evidence.'),
      kind: code('DELIVERY_RECEIPT'),
      sha256: digest(),
      title: opt(line('receipt of the demand of 2 March')),
      documentDate: opt(date('2026-03-04')),
      contact: opt(part('contact')),
      signedBy: opt(about(code('staff-042'), 'Who signed it for us.')),
      stamped: opt(about(yes(true), "Whether it bears the creditor's seal.")),
      retention: opt(code('5-YEARS')),
    }),
  },
});

export const documentRegisters = [documents] as const;
