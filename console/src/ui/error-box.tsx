import { Button } from "./button";
import { Copy } from "./copy";
import { Icon } from "./icon";

/** What `problemText` makes of an error. */
export interface Problem {
  title: string;
  fields?: readonly { field: string; description: string }[];
  requestId?: string;
}

interface ErrorBoxProps {
  error: Problem | undefined;
  /** What failed, in a few words, such as `The list could not be read`. Default: only why. */
  what?: string;
  onRetry?: () => void;
}

/** Says what went wrong, beside what is still there. Nothing where error is undefined. */
export function ErrorBox({ error, what, onRetry }: ErrorBoxProps) {
  if (!error) return null;
  return (
    <div className="error-box" role="alert">
      <Icon name="warning" />
      <div>
        <p>{what ? `${what}: ${error.title}` : error.title}</p>
        {error.fields && error.fields.length > 0 && (
          <ul>
            {error.fields.map(({ field, description }) => (
              <li key={field + description}>
                <code>{field}</code> {description}
              </li>
            ))}
          </ul>
        )}
        {error.requestId && (
          <p className="muted">
            Request <code>{error.requestId}</code> <Copy text={error.requestId} label="Copy the request's id" />
          </p>
        )}
      </div>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
