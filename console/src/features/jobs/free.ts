/** Whether rows may come and go without somebody losing the one that he is about to press. */

import { useEffect, useMemo, useState } from "react";

/** How far from its top a page still counts as being there. */
const NEAR_PX = 120;

export function useIsFree() {
  const [isAtTop, setAtTop] = useState(() => scrollY < NEAR_PX);
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const look = () => setAtTop(scrollY < NEAR_PX);
    addEventListener("scroll", look, { passive: true });
    return () => removeEventListener("scroll", look);
  }, []);
  const watch = useMemo(
    () => ({
      onPointerEnter: () => setOver(true),
      onPointerLeave: () => setOver(false),
      onFocus: (event: React.FocusEvent) => (event.target as Element).closest("tbody") && setOver(true),
      onBlur: () => setOver(false),
    }),
    [],
  );
  return { isFree: isAtTop && !isOver, watch };
}
