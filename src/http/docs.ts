/** `/docs`: the OpenAPI document, readable. The page's files come with the package; nothing is fetched from outside. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { apiDocument, type ApiDocument } from './openapi.js';

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Quittance API</title><link rel="stylesheet" href="docs/swagger-ui.css"></head>
  <body><div id="ui"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body>
</html>
`;

const START = `SwaggerUIBundle({ url: 'docs/openapi.json', dom_id: '#ui', deepLinking: true });\n`;

/** Adds the routes; call it before the application listens. The document is made when it is first asked for. */
export function serveDocs(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let document: ApiDocument | undefined;
  fastify.get('/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(PAGE));
  fastify.get('/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(START));
  fastify.get('/docs/openapi.json', (_request, reply) => {
    document ??= apiDocument(app);
    return reply.send(document);
  });
  for (const [name, type] of Object.entries(FILES)) {
    fastify.get(`/docs/${name}`, async (_request, reply) => reply.type(type).send(await readFile(join(folder, name))));
  }
}
