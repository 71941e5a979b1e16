/** The sign of Tabwright: a window with an eye. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden>
      <rect x="2" y="5" width="28" height="22" rx="4" />
      <path d="M2 11h28" />
      <circle cx="16" cy="19" r="4.5" />
    </svg>
  );
}
