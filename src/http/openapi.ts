/** The OpenAPI document, made from the routes. */
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { withAnswers } from './openapi-answers.js';
import { completeResponses } from './openapi-responses.js';
import { ProblemDto } from './problem.dto.js';

export type ApiDocument = ReturnType<typeof SwaggerModule.createDocument>;

export function apiDocument(app: INestApplication): ApiDocument {
  const config = new DocumentBuilder()
    .setTitle('Quittance')
    .setDescription('An event-sourced ledger for debt collection. Amounts are integers in minor units.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: "An API key; 'quittance key create' makes one." })
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, config, { extraModels: [ProblemDto] });
  return completeResponses(withAnswers(document));
}
