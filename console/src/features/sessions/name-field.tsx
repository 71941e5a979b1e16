import { TextField } from "#/ui/field";

interface NameFieldProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}

/** The name of a session, as the API takes it. */
export function NameField(props: NameFieldProps) {
  return (
    <TextField
      label="Name"
      required
      pattern="[a-z0-9][a-z0-9_.\-]{0,63}"
      title="lower-case letters, digits, -, _ and ., with a letter or a digit first"
      hint="Lower-case letters, digits, -, _ and ., such as portal. One with this name is replaced."
      data-autofocus
      {...props}
    />
  );
}
