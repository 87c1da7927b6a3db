/** The three figures that a manager asks for first: overdue, success, collection (逾期率、成功率、回款率), all variants (D37). */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { FigureHandler, FigureQuery, type Figure, type FigureAsk, type Figures } from '../figures/figures.query.js';
import type { Words } from '../figures/metric.js';
import { ReadSide } from '../read/read-side.js';

export interface ReportSection {
  readonly id: string;
  readonly name: Words;
  readonly metrics: readonly string[];
}

/** Each published with the variants that people mean by the same word. */
export const COLLECTION_REPORT: readonly ReportSection[] = [
  {
    id: 'overdue',
    name: { en: 'Overdue rate', zh: '逾期率' },
    metrics: ['overdue-rate-amount', 'overdue-rate-accounts', 'undated-rate'],
  },
  {
    id: 'success',
    name: { en: 'Success rate', zh: '成功率' },
    metrics: ['success-rate-amount', 'success-rate-accounts', 'success-rate-cohort'],
  },
  { id: 'recovery', name: { en: 'Recovery rate', zh: '回款率' }, metrics: ['collection-rate', 'collection-rate-all'] },
];

export class CollectionReportQuery {
  constructor(readonly ask: FigureAsk) {}
}

export interface CollectionReport extends Figures {
  readonly report: { readonly id: 'collection'; readonly version: number };
  readonly sections: readonly ReportSection[];
  readonly figures: readonly Figure[];
}

@QueryHandler(CollectionReportQuery)
export class CollectionReportHandler implements IQueryHandler<CollectionReportQuery, CollectionReport> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ ask }: CollectionReportQuery): Promise<CollectionReport> {
    const ids = COLLECTION_REPORT.flatMap(({ metrics }) => metrics);
    const figures = await new FigureHandler(this.read).execute(new FigureQuery(ask, ids, true));
    return { report: { id: 'collection', version: 1 }, ...figures, sections: COLLECTION_REPORT };
  }
}
