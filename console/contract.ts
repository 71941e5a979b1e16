/**
 * How the console takes the API's contract: `tabwright` and `tabwright/v1/…` are the SDK's sources, which `make gen` has
 * made, so that nothing is generated twice. Rules of fields and REST paths, half of the weight, are left out of them: the
 * server checks requests, and the form for new jobs has what it needs in gen/forms.
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";
import {
  type DescriptorProto,
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  MethodOptionsSchema,
} from "@bufbuild/protobuf/wkt";
import type { Plugin } from "vite";

const inside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const SERVICES = "tabwright/services";
/** What only options use. */
const OF_OPTIONS = /^file_(buf_validate_validate|google_api_(annotations|field_behavior)|tabwright_v1_(event_type|action_rule))$/;

export const contract: Plugin = {
  name: "tabwright",
  enforce: "pre",
  resolveId(id) {
    if (id === SERVICES) return `\0${id}`;
    const file = /^tabwright\/v1\/(\w+)$/.exec(id)?.[1];
    if (file) return inside(`../gen/typescript/src/gen/tabwright/v1/${file}_pb.ts`);
    return id === "tabwright" ? inside("../gen/typescript/src/browser.ts") : undefined;
  },
  load(id) {
    return id === `\0${SERVICES}` ? services() : undefined;
  },
  transform(code, id) {
    if (!/gen\/typescript\/src\/gen\/(tabwright|google)\/.*_pb\.ts$/.test(id)) return undefined;
    // These are read as they are where nothing leaves out what nobody uses, which is by the server of `make console`.
    if (/\/(event_type|action_rule|annotations|field_behavior)_pb\.ts$/.test(id)) return undefined;
    return code.replace(/fileDesc\("([^"]*)", \[([^\]]*)\]\)/, (_, bytes: string, imports: string) => {
      const file = fromBinary(FileDescriptorProtoSchema, base64Decode(bytes));
      const kept = imports.split(", ").filter((name) => !OF_OPTIONS.test(name));
      return `fileDesc("${packed(lightened(file))}", [${kept.join(", ")}])`;
    });
  },
};

/** How each service of the SDK's list is loaded, by its name there: a page fetches those that it calls. */
function services(): string {
  const list = readFileSync(inside("../gen/typescript/src/services.ts"), "utf8");
  const files = new Map([...list.matchAll(/import \{ (\w+) \} from ".*\/(\w+)_pb\.js"/g)].map(([, service, file]) => [service, file]));
  const loads = [...list.matchAll(/this\.(\w+) = createClient\((\w+),/g)].map(
    ([, name, service = ""]) => `${name}: () => import("tabwright/v1/${files.get(service)}").then((file) => file.${service}),`,
  );
  return `export default {${loads.join("")}};`;
}

function packed(file: FileDescriptorProto): string {
  return base64Encode(toBinary(FileDescriptorProtoSchema, file), "std_raw");
}

/** Without options, but those that say how a message is read, and which calls may be repeated. */
function lightened(file: FileDescriptorProto): FileDescriptorProto {
  file.options = undefined;
  for (const message of file.messageType) lighten(message);
  for (const { method } of file.service) {
    for (const one of method) {
      const idempotencyLevel = one.options?.idempotencyLevel;
      one.options = idempotencyLevel ? create(MethodOptionsSchema, { idempotencyLevel }) : undefined;
    }
  }
  return file;
}

function lighten(message: DescriptorProto): void {
  if (!message.options?.mapEntry) message.options = undefined;
  message.oneofDecl.forEach((one) => (one.options = undefined));
  for (const field of message.field) field.options = undefined;
  message.nestedType.forEach(lighten);
}
