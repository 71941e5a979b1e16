import { useMemo, useState } from "react";
import type { Job } from "tabwright";
import { Button } from "#/ui/button";
import { Code } from "#/ui/code";
import { type Language, LANGUAGES, NEEDS, snippet } from "#/features/shared/snippets";
import { requestedOf } from "./requested";

/** This very job as a command and as code, to be copied. */
export function Snippets({ job }: { job: Job }) {
  const [language, setLanguage] = useState<Language>("curl");
  const { body, task, gaps } = useMemo(() => requestedOf(job), [job]);
  return (
    <>
      <div className="row" role="group" aria-label="Language">
        {LANGUAGES.map((one) => (
          <Button key={one} kind="quiet" aria-pressed={one === language} onClick={() => setLanguage(one)}>
            {one}
          </Button>
        ))}
      </div>
      {gaps.map((gap) => (
        <p key={gap}>{gap}</p>
      ))}
      <Code text={snippet(language, { body: body as never, task, origin: location.origin })} label={`The job in ${language}`} />
      <p className="muted">Needs {NEEDS[language]}</p>
    </>
  );
}
