/** The OpenAPI document, made from the routes. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { completeResponses } from './openapi-responses.js';
import { ProblemDto } from './problem.dto.js';

export type ApiDocument = ReturnType<typeof SwaggerModule.createDocument>;

export function apiDocument(app: INestApplication): ApiDocument {
  const config = new DocumentBuilder()
    .setTitle('Quittance')
    .setDescription('An event-sourced ledger for debt collection. Amounts are integers in minor units.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: "An API key; 'quittance key create' makes one." })
    .addSecurityRequirements('bearer')
    .build();
  return completeResponses(SwaggerModule.createDocument(app, config, { extraModels: [ProblemDto] }));
}
