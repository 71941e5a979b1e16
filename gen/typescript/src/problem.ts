/** What an error of a call says for programs. */

import { durationMs } from "@bufbuild/protobuf/wkt";
import { type Code, ConnectError } from "@connectrpc/connect";
import {
  type BadRequest_FieldViolation as FieldViolation,
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "./gen/google/rpc/error_details_pb.js";

/** An error's typed details. */
export interface Problem {
  code: Code;
  /** For people. */
  message: string;
  /**
   * For programs: a name of ErrorReason without `ERROR_REASON_`. Empty where the error is not Tabwright's own, as when
   * nobody answers at its address.
   */
  reason: string;
  /** More about the reason, such as `job_id`. */
  metadata: Record<string, string>;
  /** The fields of the request that are wrong: `field` is the path, such as `actions[0].target`, `description` what is right. */
  fields: FieldViolation[];
  /** After how many milliseconds it is worth trying again. Undefined: nobody knows when, or it does not help. */
  retryDelayMs: number | undefined;
}

/** Reads the details of an error that a call has thrown. */
export function problem(error: unknown): Problem {
  const found = ConnectError.from(error);
  const info = found.findDetails(ErrorInfoSchema)[0];
  const delay = found.findDetails(RetryInfoSchema)[0]?.retryDelay;
  return {
    code: found.code,
    message: found.rawMessage,
    reason: info?.reason ?? "",
    metadata: info?.metadata ?? {},
    fields: found.findDetails(BadRequestSchema).flatMap((request) => request.fieldViolations),
    retryDelayMs: delay && durationMs(delay),
  };
}
