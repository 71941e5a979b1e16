import { TextArea } from "#/ui/field";

interface OriginsFieldProps {
  label: string;
  hint: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  isRequired?: boolean;
}

/** Origins, one a line. */
export function OriginsField({ isRequired = false, ...rest }: OriginsFieldProps) {
  return <TextArea {...rest} rows={3} required={isRequired} spellCheck={false} className="mono" placeholder="https://portal.example.com" />;
}

/** The origins of such a text. */
export function originsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
