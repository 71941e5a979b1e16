import type { Trouble } from "#/api/problem-text";
import { ErrorBox } from "#/ui/error-box";

/** What is wrong with a form that none of its fields says already. `fields` are those that do, with all that is in them. */
export function FormTrouble({ trouble, fields }: { trouble: Trouble | undefined; fields: readonly string[] }) {
  if (!trouble) return null;
  const rest = trouble.fields.filter(({ field }) => !fields.some((own) => isIn(field, own)));
  if (trouble.fields.length > 0 && rest.length === 0) return null;
  return <ErrorBox error={{ ...trouble, fields: rest }} />;
}

/** What is wrong with a field or with anything in it: `job` has `job.actions[0].url`, too. */
export function problemIn(trouble: Trouble | undefined, own: string): string | undefined {
  const found = trouble?.fields.filter(({ field }) => isIn(field, own)) ?? [];
  return found.map(({ field, description }) => (field === own ? description : `${field}: ${description}`)).join("; ") || undefined;
}

function isIn(field: string, own: string): boolean {
  return field === own || field.startsWith(`${own}.`) || field.startsWith(`${own}[`);
}
