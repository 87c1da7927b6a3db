/** The calls of the Projections service, with the server's answers to what is wrong. */
import {
  status,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
  type sendUnaryData,
} from '@grpc/grpc-js';
import pb from '@eventstore/db-client/generated/projections_pb.js';
import type {
  CreateReq,
  DeleteReq,
  DisableReq,
  EnableReq,
  StatisticsReq,
  StatisticsResp,
  UpdateReq,
} from '@eventstore/db-client/generated/projections_pb.js';
import type { Projection, ServerProjections } from './projections.js';
import { failure, refusal, type Room } from './room.js';

type Unary<Q, R> = (call: ServerUnaryCall<Q, R>, callback: sendUnaryData<R>) => void;

export function projectionCalls(room: Room, projections: ServerProjections): object {
  /** A change: turned away at the door, dropped without a word, refused, or done. */
  const change =
    <Q, R>(done: R, work: (request: Q) => ServiceError | undefined): Unary<Q, R> =>
    (call, callback) => {
      const no = door(room, call.metadata);
      if (no) return callback(no);
      if (room.faults.silentProjections) return;
      const wrong = work(call.request);
      return wrong ? callback(wrong) : callback(null, done);
    };
  const known = (
    name: string,
    work: (found: Projection) => ServiceError | undefined | void,
  ): ServiceError | undefined => {
    const found = projections.all.get(name);
    return (found ? work(found) : failure(status.NOT_FOUND, `${name} not found`)) ?? undefined;
  };
  return {
    create: change<CreateReq, object>(new pb.CreateResp(), (request) => {
      const made = request.getOptions()?.getContinuous();
      const name = made?.getName() ?? '';
      if (!made || name === '') return failure(status.UNKNOWN, 'Projection name is required');
      if (projections.all.has(name)) return unexpected('Conflict');
      const query = request.getOptions()?.getQuery() ?? '';
      projections.create(name, query, made.getEmitEnabled(), made.getTrackEmittedStreams());
      return undefined;
    }),
    update: change<UpdateReq, object>(new pb.UpdateResp(), (request) => {
      const what = request.getOptions() ?? new pb.UpdateReq.Options();
      const emits = what.hasEmitEnabled() ? what.getEmitEnabled() : undefined;
      return known(what.getName(), (found) => projections.update(found, what.getQuery(), emits));
    }),
    enable: change<EnableReq, object>(new pb.EnableResp(), (request) =>
      known(request.getOptions()?.getName() ?? '', (found) => projections.enable(found)),
    ),
    disable: change<DisableReq, object>(new pb.DisableResp(), (request) =>
      known(request.getOptions()?.getName() ?? '', (found) => projections.disable(found)),
    ),
    delete: change<DeleteReq, object>(new pb.DeleteResp(), (request) => {
      const what = request.getOptions() ?? new pb.DeleteReq.Options();
      return known(what.getName(), (found) => {
        if (found.status === 'Running') return unexpected('OperationFailed');
        projections.remove(found, what.getDeleteEmittedStreams());
        return undefined;
      });
    }),
    statistics: (call: ServerWritableStream<StatisticsReq, StatisticsResp>): void => {
      const no = door(room, call.metadata);
      if (no) return void call.emit('error', no);
      if (room.faults.silentProjections) return;
      for (const each of projections.all.values()) call.write(statisticsOf(projections, each));
      call.end();
    },
  };
}

function door(room: Room, metadata: Parameters<typeof refusal>[1]): ServiceError | undefined {
  if (!room.faults.withoutRights) return refusal(room, metadata);
  const error = failure(status.PERMISSION_DENIED, 'Access Denied');
  error.metadata.set('exception', 'access-denied');
  return error;
}

function unexpected(received: string): ServiceError {
  return failure(status.UNKNOWN, `Envelope callback expected Updated, received ${received} instead`);
}

function statisticsOf(projections: ServerProjections, projection: Projection): StatisticsResp {
  const details = new pb.StatisticsResp.Details().setName(projection.name).setEffectivename(projection.name);
  details.setMode('Continuous').setStatus(projection.status).setStatereason(projection.reason);
  details.setProgress(projections.progressOf(projection)).setPosition(String(projection.next));
  return new pb.StatisticsResp().setDetails(details);
}
