import { useForm } from "./form";
import { SchemaField } from "./fields";
import type { JsonObject } from "./json";
import { CardList } from "./card-list";
import { Sections } from "./sections";
import { messageSchema } from "./rules";
import { problemsWithin } from "./form";

const PROPERTIES = messageSchema("CreateJobRequest").properties ?? {};

/** A job of actions: what is opened, what is done there, and how. */
export function JobForm({ request }: { request: JsonObject }) {
  const { problems } = useForm();
  const isOther = request["html"] !== undefined || request["actionType"] !== undefined;
  const whole = problems.get("");
  const ofList = problems.get("actions");
  return (
    <>
      {whole && <p className="field-error">{whole}</p>}
      {!isOther && <SchemaField path={["targetUrl"]} name="targetUrl" schema={{ ...PROPERTIES["targetUrl"], description: "The http or https URL to open first." }} value={request["targetUrl"]} isNeeded />}
      {request["actionType"] !== undefined ? (
        <>
          <SchemaField path={["actionType"]} name="actionType" schema={PROPERTIES["actionType"] ?? {}} value={request["actionType"]} />
          <SchemaField path={["payload"]} name="payload" schema={PROPERTIES["payload"] ?? {}} value={request["payload"]} />
        </>
      ) : (
        <section className="stack">
          <h2>Actions</h2>
          {ofList && <p className="field-error">{ofList}</p>}
          <CardList path={["actions"]} value={request["actions"]} label="Actions" />
        </section>
      )}
      <Sections request={request} properties={PROPERTIES} isTask={false} />
      {strangers(request).map((name) => (
        <p key={name} className="field-error">
          {name} {problemsWithin(problems, [name])}
        </p>
      ))}
    </>
  );
}

/** Names that no request has: they have come by JSON, and are told here, too. */
function strangers(request: JsonObject): string[] {
  return Object.keys(request).filter((name) => !(name in PROPERTIES));
}
