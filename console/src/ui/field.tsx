/** Fields of forms: a label above, what is wrong below, and both said by screen readers with the field. */

import { type InputHTMLAttributes, type ReactNode, type TextareaHTMLAttributes, useId } from "react";

interface Common {
  label: string;
  /** What it takes, and what is taken without it. */
  hint?: ReactNode;
  /** What is wrong with it: `fieldProblem(trouble, "targetUrl")`. */
  error?: string | undefined;
  /** Only for who cannot see it, where the page says it already. */
  isLabelHidden?: boolean | undefined;
}

interface FieldProps extends Common {
  /** The field itself, with these attributes. */
  children: (attributes: { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined }) => ReactNode;
}

/** The frame of any field. */
export function Field({ label, hint, error, isLabelHidden = false, children }: FieldProps) {
  const id = useId();
  const said = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={`field${error ? " wrong" : ""}`}>
      <label htmlFor={id} className={isLabelHidden ? "unseen" : undefined}>
        {label}
      </label>
      {children({ id, "aria-describedby": said, "aria-invalid": error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

interface Value<T> {
  value: T;
  onChange: (value: T) => void;
}

type Native<Element> = Omit<Element, "value" | "onChange" | "children">;

type TextFieldProps = Common & Value<string> & Native<InputHTMLAttributes<HTMLInputElement>>;

export function TextField({ label, hint, error, isLabelHidden, value, onChange, ...rest }: TextFieldProps) {
  return (
    <Field {...{ label, hint, error, isLabelHidden }}>
      {(attributes) => <input type="text" {...attributes} {...rest} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

type TextAreaProps = Common & Value<string> & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>;

export function TextArea({ label, hint, error, isLabelHidden, value, onChange, rows = 4, ...rest }: TextAreaProps) {
  return (
    <Field {...{ label, hint, error, isLabelHidden }}>
      {(attributes) => <textarea rows={rows} {...attributes} {...rest} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

interface SelectProps<T extends string> extends Common, Value<T> {
  /** Values and their words. */
  options: readonly (readonly [value: T, word: string])[];
  disabled?: boolean;
}

export function Select<T extends string>({ label, hint, error, isLabelHidden, value, onChange, options, disabled }: SelectProps<T>) {
  return (
    <Field {...{ label, hint, error, isLabelHidden }}>
      {(attributes) => (
        <select {...attributes} disabled={disabled} value={value} onChange={(event) => onChange(event.target.value as T)}>
          {options.map(([one, word]) => (
            <option key={one} value={one}>
              {word}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckboxProps extends Value<boolean> {
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export function Checkbox({ label, hint, value, onChange, disabled }: CheckboxProps) {
  const id = useId();
  return (
    <div className="field check">
      <label>
        <input
          type="checkbox"
          checked={value}
          disabled={disabled}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <p id={id} className="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}
