import { useEffect } from "react";

/** Reads again and again while the page can be seen, and at once when it is seen again. */
export function useRegularly(reload: () => void, everyMs: number): void {
  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const turn = () => {
      clearInterval(timer);
      if (!document.hidden) timer = setInterval(reload, everyMs);
    };
    const seen = () => {
      if (!document.hidden) reload();
      turn();
    };
    turn();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [reload, everyMs]);
}
